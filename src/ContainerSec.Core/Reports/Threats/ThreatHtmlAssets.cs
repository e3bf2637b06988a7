namespace ContainerSec.Reports;

/// <summary>The style sheet, the frame and the script of the page about a threat model.</summary>
internal static class ThreatHtmlAssets
{
    public const string Style = """

        :root { color-scheme: light dark; --bg: #fbfbfa; --card: #fff; --ink: #1d2126; --dim: #667079; --line: #d9dce0; --code: #f3f4f5;
          --proven: #b3261e; --possible: #9a6700; --safe: #1a7f37; --mark: #1f6feb; --box: #fff; }
        @media (prefers-color-scheme: dark) { :root { --bg: #14171a; --card: #1c2024; --ink: #e6e8ea; --dim: #9aa4ad; --line: #3a4148; --code: #24292e;
          --proven: #ff8a80; --possible: #e3b341; --safe: #56d364; --mark: #79b8ff; --box: #20252a; } }
        * { box-sizing: border-box; }
        body { margin: 0; padding: 1.5rem 1.25rem 4rem; background: var(--bg); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
        h1 { margin: 0; font-size: 1.6rem; letter-spacing: -.01em; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
        .sub { margin: .2rem 0 1rem; color: var(--dim); }
        code, .place { font-family: ui-monospace, "Cascadia Code", "DejaVu Sans Mono", monospace; font-size: .86em; color: var(--dim); overflow-wrap: anywhere; }
        .problems .error { color: var(--proven); }
        .frame { display: grid; grid-template-columns: minmax(15rem, 19rem) minmax(0, 1fr) minmax(17rem, 23rem); gap: 1rem; align-items: start; }
        .panel { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem; max-height: 78vh; overflow: auto; }
        .side { display: grid; grid-template-rows: 44vh calc(34vh - 1rem); gap: 1rem; } .side .panel { max-height: none; }
        .graph { position: relative; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; height: 78vh; overflow: hidden; }
        .graph svg { width: 100%; height: 100%; display: block; cursor: grab; touch-action: none; } .graph svg.dragging { cursor: grabbing; }
        .tools { position: absolute; top: .6rem; right: .6rem; display: flex; gap: .3rem; }
        .legend { position: absolute; bottom: .6rem; left: .8rem; color: var(--dim); font-size: .82rem; display: flex; gap: .9rem; flex-wrap: wrap; }
        .legend i { display: inline-block; width: 1.6rem; border-top: 2px solid; vertical-align: middle; margin-right: .35rem; }
        .legend .proven { border-color: var(--proven); } .legend .possible { border-color: var(--possible); border-top-style: dashed; } .legend .cut { border-color: var(--line); }
        button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .25rem .6rem; cursor: pointer; }
        button:hover { border-color: var(--mark); } button:focus-visible, input:focus-visible { outline: 2px solid var(--mark); outline-offset: 1px; }
        ul.list { list-style: none; margin: 0 0 .8rem; padding: 0; display: flex; flex-direction: column; gap: .25rem; }
        #assets button { width: 100%; text-align: left; display: flex; justify-content: space-between; gap: .6rem; }
        #assets button[aria-pressed=true] { border-color: var(--mark); box-shadow: inset 3px 0 0 var(--mark); }
        .verdict { font-size: .8rem; white-space: nowrap; } .verdict.proven { color: var(--proven); } .verdict.possible { color: var(--possible); } .verdict.cut { color: var(--safe); }
        #controls label { display: block; padding: .25rem 0 .25rem 1.6rem; text-indent: -1.6rem; overflow-wrap: anywhere; } #controls input { margin-right: .5rem; }
        #controls label[hidden] { display: none; }
        #controls .planned { font-weight: 600; } #controls small { display: block; text-indent: 0; color: var(--dim); font-weight: 400; }
        #filter { width: 100%; padding: .35rem .6rem; margin: .3rem 0 .5rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--bg); color: inherit; font: inherit; }
        .path ol { padding-left: 1.2rem; margin: .3rem 0; } .path li { margin-bottom: .6rem; } .path .what { color: var(--dim); font-size: .88rem; }
        .path .verdict { white-space: normal; } .path ul { margin: .2rem 0; padding-left: 1rem; } .path .unknown { color: var(--possible); } .row { display: flex; gap: .4rem; flex-wrap: wrap; margin: .4rem 0; }
        .node rect { fill: var(--box); stroke: var(--line); stroke-width: 1.2; rx: 7px; } .node text { fill: var(--ink); font-size: 12px; pointer-events: none; }
        .node.source rect { stroke-dasharray: 4 3; stroke: var(--dim); } .node.asset { cursor: pointer; } .node.asset rect { stroke-width: 2.4; stroke: var(--dim); }
        .node.proven rect { stroke: var(--proven); } .node.possible rect { stroke: var(--possible); } .node.away { opacity: .28; }
        .node.on rect { stroke-width: 3.4; } .node.picked rect { fill: color-mix(in srgb, var(--mark) 16%, var(--box)); }
        .edge { fill: none; stroke: var(--dim); stroke-width: 1; opacity: .35; } .edge.possible { stroke-dasharray: 5 4; } .edge.cut { opacity: .06; }
        .edge.on { stroke-width: 3; opacity: 1; stroke: var(--proven); } .edge.on.possible { stroke: var(--possible); }
        .tables { margin-top: 2rem; overflow-x: auto; } table { border-collapse: collapse; margin-bottom: 1.6rem; } th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); }
        td.meter { white-space: nowrap; } meter { width: 7rem; vertical-align: middle; }
        @media (max-width: 70rem) { .frame { grid-template-columns: 1fr; } .panel { max-height: none; } .side { grid-template-rows: auto; } .graph { height: 60vh; } }

        """;

    public const string Body = """
        <main class="frame">
        <section class="panel" aria-label="Assets">
        <h2>Assets in reach</h2>
        <label><input type="checkbox" id="possible" checked> also what is only possible</label>
        <p id="summary" role="status"></p>
        <ul class="list" id="assets"></ul>
        </section>
        <section class="graph" aria-label="Attack graph">
        <svg id="svg" role="img" aria-label="Attack graph: boxes are what an attacker holds, lines are steps"><g id="view"></g></svg>
        <div class="tools"><button id="in" title="Zoom in">+</button><button id="out" title="Zoom out">−</button><button id="fit" title="Show all">fit</button></div>
        <div class="legend"><span><i class="proven"></i>proven way to the asset</span><span><i class="possible"></i>possible</span><span><i class="cut"></i>cut</span></div>
        </section>
        <div class="side">
        <section class="panel path" id="path" aria-label="Path"></section>
        <section class="panel" aria-label="Controls">
        <h2>Controls</h2>
        <div class="row"><button id="plan">Apply the least set</button><button id="none">None</button></div>
        <input id="filter" type="search" placeholder="Filter controls" aria-label="Filter controls">
        <div id="controls"></div>
        </section>
        </div>
        </main>

        """;

    public const string Script = """

        (() => {
          'use strict';
          const model = JSON.parse(document.getElementById('model').textContent);
          const { privileges, steps, controls } = model;
          const byId = id => document.getElementById(id);
          const make = (name, attributes = {}, text) => {
            const node = document.createElement(name);
            for (const key in attributes) node.setAttribute(key, attributes[key]);
            if (text !== undefined) node.textContent = text;
            return node;
          };
          const draw = (name, attributes = {}) => {
            const node = document.createElementNS('http://www.w3.org/2000/svg', name);
            for (const key in attributes) node.setAttribute(key, attributes[key]);
            return node;
          };
          // A path breaks behind its slashes, not inside of a number.
          const where = place => {
            const node = make('span', { class: 'place' });
            for (const part of place.split(/(?<=\/)/)) node.append(part, make('wbr'));
            return node;
          };
          const applied = new Set();
          let picked = -1, withPossible = true;
          const leaving = privileges.map(() => []);
          steps.forEach((step, i) => leaving[step.from].push(i));
          const isCut = step => step.controls.some(c => applied.has(c));

          // The cheapest way from where attackers begin to every box (Dijkstra), over what is not cut.
          const search = possible => {
            const cost = privileges.map(() => Infinity), last = privileges.map(() => -1), open = new Set();
            privileges.forEach((p, i) => { if (p.role === 'source') { cost[i] = 0; open.add(i); } });
            while (open.size > 0) {
              let best = -1;
              for (const i of open) if (best < 0 || cost[i] < cost[best]) best = i;
              open.delete(best);
              for (const s of leaving[best]) {
                const step = steps[s];
                // A step that costs nothing still is a step: of equal ways the shorter one is shown.
                const sum = cost[best] + step.cost + 1e-6;
                if ((possible || step.proven) && !isCut(step) && sum < cost[step.to]) { cost[step.to] = sum; last[step.to] = s; open.add(step.to); }
              }
            }
            return { cost, last };
          };
          const wayTo = (result, node) => {
            const way = [];
            while (result.last[node] >= 0) { way.unshift(result.last[node]); node = steps[result.last[node]].from; }
            return way;
          };

          // Layers by the fewest steps from a source; inside of a layer boxes move towards what they are joined with.
          const layerOf = privileges.map(() => -1);
          let front = privileges.map((p, i) => i).filter(i => privileges[i].role === 'source');
          front.forEach(i => layerOf[i] = 0);
          for (let layer = 1; front.length > 0; layer++) {
            const next = [];
            for (const i of front) for (const s of leaving[i]) if (layerOf[steps[s].to] < 0) { layerOf[steps[s].to] = layer; next.push(steps[s].to); }
            front = next;
          }
          const layers = [];
          privileges.forEach((p, i) => { const l = Math.max(0, layerOf[i]); (layers[l] = layers[l] || []).push(i); });
          const order = privileges.map((p, i) => i);
          layers.forEach(layer => layer && layer.forEach((i, at) => order[i] = at - layer.length / 2));
          for (let round = 0; round < 12; round++) {
            const sum = privileges.map(() => 0), count = privileges.map(() => 0);
            for (const step of steps) { sum[step.to] += order[step.from]; count[step.to]++; sum[step.from] += order[step.to]; count[step.from]++; }
            for (const layer of layers) {
              if (!layer) continue;
              layer.sort((a, b) => (count[a] ? sum[a] / count[a] : 0) - (count[b] ? sum[b] / count[b] : 0) || a - b);
              layer.forEach((i, at) => order[i] = at - (layer.length - 1) / 2);
            }
          }
          const width = 176, height = 44, across = 250, down = 58;
          const view = byId('view'), svg = byId('svg');
          // A tall layer stands in several columns, close to each other: as tall as fills the room best.
          const xs = privileges.map(() => 0), ys = privileges.map(() => 0);
          const lay = tallest => {
            let right = 0;
            for (const layer of layers) {
              if (!layer) continue;
              const columns = Math.ceil(layer.length / tallest), rows = Math.ceil(layer.length / columns);
              layer.forEach((i, at) => {
                const column = at % columns, row = Math.floor(at / columns);
                xs[i] = right + column * (width + 24);
                ys[i] = (row - (rows - 1) / 2) * down + (column % 2) * down / 2;
              });
              right += (columns - 1) * (width + 24) + across;
            }
            const room = svg.getBoundingClientRect();
            return Math.min(room.width / (Math.max(...xs) - Math.min(...xs) + width), room.height / (Math.max(...ys) - Math.min(...ys) + height));
          };
          let best = { tallest: 1, size: 0 };
          for (let tallest = 6; tallest <= 60 && privileges.length > 0; tallest++) {
            const size = lay(tallest);
            if (size > best.size) best = { tallest, size };
          }
          if (privileges.length > 0) lay(best.tallest);
          const x = i => xs[i], y = i => ys[i];

          const lines = new Map();
          for (const step of steps) {
            const key = step.from + '-' + step.to;
            if (step.from === step.to || lines.has(key)) continue;
            const [x1, y1, x2, y2] = [x(step.from) + width, y(step.from) + height / 2, x(step.to), y(step.to) + height / 2];
            const bend = Math.max(40, Math.abs(x2 - x1) / 2);
            const line = draw('path', { d: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` });
            lines.set(key, line);
            view.append(line);
          }
          const wrap = name => {
            const rows = [''];
            for (const word of name.split(' ')) {
              if (rows[rows.length - 1].length + word.length > 25 && rows[rows.length - 1]) rows.push('');
              rows[rows.length - 1] += (rows[rows.length - 1] ? ' ' : '') + word;
            }
            if (rows.length > 2) { rows.length = 2; rows[1] = rows[1].slice(0, 23) + '…'; }
            return rows.map(r => r.length > 27 ? r.slice(0, 26) + '…' : r);
          };
          const boxes = privileges.map((p, i) => {
            const box = draw('g', { transform: `translate(${x(i)},${y(i)})`, 'data-id': p.id });
            box.append(draw('rect', { width, height }));
            const rows = wrap(p.name);
            rows.forEach((row, r) => {
              const text = draw('text', { x: width / 2, y: height / 2 + 4 + (r - (rows.length - 1) / 2) * 14, 'text-anchor': 'middle' });
              text.textContent = row;
              box.append(text);
            });
            const title = draw('title');
            title.textContent = p.name;
            box.append(title);
            if (p.role === 'asset') box.addEventListener('click', () => pick(i));
            view.append(box);
            return box;
          });

          // Pan and zoom.
          let zoom = 1, left = 0, top = 0;
          const place = () => view.setAttribute('transform', `translate(${left},${top}) scale(${zoom})`);
          const zoomAt = (factor, cx, cy) => {
            const next = Math.min(4, Math.max(.08, zoom * factor));
            left = cx - (cx - left) * next / zoom; top = cy - (cy - top) * next / zoom; zoom = next;
            place();
          };
          const fit = () => {
            const size = svg.getBoundingClientRect();
            if (xs.length === 0) return;
            const [x1, x2, y1, y2] = [Math.min(...xs), Math.max(...xs) + width, Math.min(...ys), Math.max(...ys) + height];
            zoom = Math.min(1.4, (size.width - 40) / (x2 - x1), (size.height - 70) / (y2 - y1));
            left = (size.width - (x2 - x1) * zoom) / 2 - x1 * zoom; top = (size.height - 30 - (y2 - y1) * zoom) / 2 - y1 * zoom;
            place();
          };
          svg.addEventListener('wheel', e => {
            e.preventDefault();
            const size = svg.getBoundingClientRect();
            zoomAt(Math.exp(-e.deltaY / 500), e.clientX - size.left, e.clientY - size.top);
          }, { passive: false });
          let drag = null;
          svg.addEventListener('pointerdown', e => { drag = { x: e.clientX - left, y: e.clientY - top, moved: false }; });
          window.addEventListener('pointermove', e => {
            if (!drag) return;
            if (Math.abs(e.clientX - drag.x - left) + Math.abs(e.clientY - drag.y - top) > 3) { drag.moved = true; svg.classList.add('dragging'); }
            if (drag.moved) { left = e.clientX - drag.x; top = e.clientY - drag.y; place(); }
          });
          window.addEventListener('pointerup', () => { drag = null; svg.classList.remove('dragging'); });
          const middle = () => { const size = svg.getBoundingClientRect(); return [size.width / 2, size.height / 2]; };
          byId('in').addEventListener('click', () => zoomAt(1.3, ...middle()));
          byId('out').addEventListener('click', () => zoomAt(1 / 1.3, ...middle()));
          byId('fit').addEventListener('click', fit);

          // Assets, controls, the path.
          const assets = privileges.map((p, i) => i).filter(i => privileges[i].role === 'asset').sort((a, b) => privileges[a].isLesser - privileges[b].isLesser || a - b);
          const assetButtons = new Map(assets.map(i => {
            const item = make('li'), button = make('button', { type: 'button', 'data-asset': privileges[i].id });
            button.append(make('span', {}, privileges[i].name), make('span', { class: 'verdict' }));
            button.addEventListener('click', () => pick(i));
            item.append(button);
            byId('assets').append(item);
            return [i, button];
          }));
          const controlOrder = controls.map((c, i) => i).sort((a, b) => controls[b].planned - controls[a].planned || a - b);
          const controlLabels = controlOrder.map(c => {
            const label = make('label', { class: controls[c].planned ? 'planned' : '' });
            const box = make('input', { type: 'checkbox', 'data-control': controls[c].id });
            box.addEventListener('change', () => { if (box.checked) applied.add(c); else applied.delete(c); update(); });
            label.append(box, controls[c].text);
            if (controls[c].place) label.append(' ', where(controls[c].place));
            label.append(make('small', {}, controls[c].how));
            byId('controls').append(label);
            return { c, label, box };
          });
          const set = chosen => {
            applied.clear();
            for (const { c, box } of controlLabels) { box.checked = chosen(c); if (box.checked) applied.add(c); }
            update();
          };
          byId('plan').addEventListener('click', () => set(c => controls[c].planned));
          byId('none').addEventListener('click', () => set(() => false));
          byId('possible').addEventListener('change', e => { withPossible = e.target.checked; update(); });
          byId('filter').addEventListener('input', e => {
            const words = e.target.value.toLowerCase();
            for (const { label } of controlLabels) label.hidden = !label.textContent.toLowerCase().includes(words);
          });
          const pick = i => { if (drag && drag.moved) return; picked = i; update(); };

          const showPath = way => {
            const panel = byId('path');
            panel.replaceChildren();
            if (picked < 0) { panel.append(make('h2', {}, 'Pick an asset')); return; }
            panel.append(make('h2', {}, privileges[picked].name));
            if (way.length === 0) { panel.append(make('p', { class: 'verdict cut' }, withPossible ? 'No path leads here any more.' : 'No proven path leads here.')); return; }
            panel.append(make('p', { class: 'what' }, 'from ' + privileges[steps[way[0]].from].name));
            const list = make('ol');
            for (const s of way) {
              const step = steps[s], item = make('li');
              item.append(make('strong', {}, privileges[step.to].name), ' ', make('span', { class: 'verdict ' + (step.proven ? 'proven' : 'possible') }, step.technique), make('div', { class: 'what' }, step.what));
              const reasons = make('ul');
              const reason = (e, prefix, name) => { const line = make('li', { class: name }, prefix + e.text); if (e.place) line.append(' ', where(e.place)); reasons.append(line); };
              step.because.forEach(e => reason(e, '', ''));
              step.undecided.forEach(e => reason(e, 'not known: ', 'unknown'));
              if (step.assumes) reasons.append(make('li', { class: 'what' }, 'taken for granted: ' + step.assumes));
              item.append(reasons);
              list.append(item);
            }
            panel.append(list);
          };

          const update = () => {
            const proven = search(false), any = search(true);
            const result = withPossible && !(picked >= 0 && proven.cost[picked] < Infinity) ? any : proven;
            const way = picked >= 0 ? wayTo(result, picked) : [];
            const on = new Set(way), boxesOn = new Set(way.flatMap(s => [steps[s].from, steps[s].to]));
            const states = new Map();
            steps.forEach((step, i) => {
              const key = step.from + '-' + step.to, state = states.get(key) || { on: false, open: false, proven: false };
              const open = !isCut(step) && (withPossible || step.proven);
              states.set(key, { on: state.on || on.has(i), open: state.open || open, proven: state.proven || (open && step.proven) });
            });
            for (const [key, line] of lines) {
              const state = states.get(key);
              line.setAttribute('class', ['edge', state.on ? 'on' : '', state.open ? '' : 'cut', state.proven ? '' : 'possible'].filter(Boolean).join(' '));
            }
            let reached = 0;
            boxes.forEach((box, i) => {
              const state = proven.cost[i] < Infinity ? 'proven' : withPossible && any.cost[i] < Infinity ? 'possible' : 'away';
              box.setAttribute('class', ['node', privileges[i].role, state, boxesOn.has(i) ? 'on' : '', i === picked ? 'picked' : ''].filter(Boolean).join(' '));
            });
            for (const [i, button] of assetButtons) {
              const state = proven.cost[i] < Infinity ? 'proven' : withPossible && any.cost[i] < Infinity ? 'possible' : 'cut';
              if (state !== 'cut') reached++;
              button.setAttribute('aria-pressed', i === picked);
              button.lastChild.className = 'verdict ' + state;
              button.lastChild.textContent = state === 'cut' ? 'safe' : state;
            }
            byId('summary').textContent = `${reached} of ${assets.length} in reach, ${applied.size} control${applied.size === 1 ? '' : 's'} applied`;
            showPath(way);
          };

          const sure = search(false).cost;
          if (assets.length > 0) picked = assets.find(i => sure[i] < Infinity) ?? assets[0];
          update();
          fit();
          window.addEventListener('resize', fit);
        })();

        """;
}
