namespace ContainerSec.Reports;

/// <summary>The style sheet and the script of the HTML report.</summary>
internal static class HtmlAssets
{
    public const string Style = """

        :root { color-scheme: light dark; --bg: #fbfbfa; --card: #fff; --ink: #1d2126; --dim: #667079; --line: #e3e5e8; --code: #f3f4f5;
          --error: #b3261e; --warning: #9a6700; --info: #1f6feb; --accepted: #57606a; --mark: #ffe9a8; }
        @media (prefers-color-scheme: dark) { :root { --bg: #14171a; --card: #1c2024; --ink: #e6e8ea; --dim: #9aa4ad; --line: #30363c; --code: #24292e;
          --error: #ff8a80; --warning: #e3b341; --info: #79b8ff; --accepted: #9aa4ad; --mark: #5c4a10; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 4rem; background: var(--bg); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", sans-serif; }
        h1 { margin: 0; font-size: 1.7rem; letter-spacing: -.01em; }
        h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; overflow-wrap: anywhere; }
        h2 small { color: var(--dim); font-weight: 400; }
        .sub { margin: .2rem 0 1.2rem; color: var(--dim); }
        code, pre { font-family: ui-monospace, "Cascadia Code", "DejaVu Sans Mono", monospace; font-size: .88em; }
        .tiles { display: flex; flex-wrap: wrap; gap: .6rem; margin: 0; padding: 0; list-style: none; }
        .tiles li { align-self: start; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .5rem .9rem; color: var(--dim); }
        .tiles b { font-size: 1.35rem; margin-right: .3rem; color: var(--ink); }
        .tiles .error b, .error .badge { color: var(--error); } .tiles .warning b, .warning .badge { color: var(--warning); }
        .tiles .info b, .info .badge { color: var(--info); } .tiles .zero { opacity: .55; } .tiles .zero b { color: inherit; }
        nav { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 1.4rem 0 0; padding: .7rem 0; background: var(--bg); border-bottom: 1px solid var(--line); z-index: 1; }
        nav input[type=search] { flex: 1 1 14rem; padding: .45rem .7rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); color: inherit; font: inherit; }
        nav select { font: inherit; padding: .3rem; border-radius: .4rem; border: 1px solid var(--line); background: var(--card); color: inherit; }
        .checks { display: flex; gap: .8rem; } #shown { color: var(--dim); }
        article { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--dim); border-radius: .5rem; padding: .8rem 1rem; margin: .6rem 0; }
        article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); } article.info { border-left-color: var(--info); }
        article.accepted { opacity: .75; }
        article h3 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
        .badge { font-size: .78rem; text-transform: uppercase; letter-spacing: .04em; margin-right: .2rem; } .id { color: var(--dim); font-weight: 400; margin-right: .2rem; }
        .place { margin: .15rem 0 .4rem; color: var(--dim); }
        pre { margin: .4rem 0; padding: .55rem .7rem; background: var(--code); border-radius: .4rem; overflow-x: auto; }
        pre .n { color: var(--dim); margin-right: 1rem; user-select: none; } mark { background: var(--mark); color: inherit; border-radius: .2rem; }
        .fix { margin: .4rem 0; } details { margin-top: .3rem; color: var(--dim); } summary { cursor: pointer; } details p { margin: .4rem 0; } .maps { font-size: .88em; }
        .problems { margin-top: 1.4rem; } .problems ul, .unjudged ul { padding-left: 1.2rem; } .problems .error { color: var(--error); } section.unjudged { margin-top: 2rem; } .empty { margin: 3rem 0; text-align: center; color: var(--dim); }
        [hidden] { display: none; } @media print { nav { display: none; } article { break-inside: avoid; } }

        """;

    public const string Script = """

        (() => {
          const main = document.getElementById("findings"), query = document.getElementById("q"), group = document.getElementById("group"), shown = document.getElementById("shown");
          if (!query) return;
          const articles = [...main.querySelectorAll("article")], boxes = [...document.querySelectorAll("input[data-severity]")];
          const order = { error: 0, warning: 1, info: 2, hidden: 3, accepted: 4 };
          const regroup = () => {
            const by = group.value, groups = new Map();
            for (const a of articles) { const key = a.dataset[by]; if (!groups.has(key)) groups.set(key, []); groups.get(key).push(a); }
            const keys = [...groups.keys()];
            keys.sort(by === "severity" ? (a, b) => order[a] - order[b] : undefined);
            main.replaceChildren(...keys.map(key => {
              const section = document.createElement("section"), head = document.createElement("h2"), count = document.createElement("small");
              head.textContent = key + " "; head.append(count); section.append(head, ...groups.get(key)); return section;
            }));
            filter();
          };
          const filter = () => {
            const words = query.value.toLowerCase().split(/\s+/).filter(Boolean), on = new Set(boxes.filter(b => b.checked).map(b => b.dataset.severity));
            let count = 0;
            for (const a of articles) {
              const text = (a.textContent + " " + a.dataset.file).toLowerCase();
              a.hidden = !on.has(a.dataset.severity) || !words.every(w => text.includes(w));
              if (!a.hidden) count++;
            }
            for (const s of main.querySelectorAll("section")) {
              const visible = [...s.querySelectorAll("article")].filter(a => !a.hidden).length;
              s.hidden = visible === 0; s.querySelector("small").textContent = visible;
            }
            shown.textContent = count + " shown";
          };
          query.addEventListener("input", filter); group.addEventListener("change", regroup); boxes.forEach(b => b.addEventListener("change", filter));
          regroup();
        })();

        """;

    public const string ImageStyle = """

        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92em; background: var(--card); border: 1px solid var(--line); }
        th, td { text-align: left; padding: .35rem .7rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; } th { color: var(--dim); font-weight: 600; border-top: 0; }
        td:first-child { font-family: ui-monospace, "Cascadia Code", "DejaVu Sans Mono", monospace; font-size: .92em; }
        .layers { padding-left: 1.6rem; } .layers li { margin: .7rem 0; } .cmd { display: block; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 4.6em; overflow-y: auto; }
        .bar { display: block; height: .4rem; margin: .3rem 0; background: var(--code); border-radius: .2rem; } .bar i { display: block; height: 100%; min-width: 2px; background: var(--info); border-radius: .2rem; }

        """;

    public const string TableScript = """

        (() => {
          const box = document.querySelector("input.rows"); if (!box) return;
          const rows = [...box.closest("nav").nextElementSibling.querySelectorAll("tbody tr")].map(r => [r, r.textContent.toLowerCase()]);
          box.addEventListener("input", () => { const words = box.value.toLowerCase().split(/\s+/).filter(Boolean); for (const [r, t] of rows) r.hidden = !words.every(w => t.includes(w)); });
        })();

        """;
}
