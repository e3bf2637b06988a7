using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Readers.DockerRun;

/// <summary>Reads options up to the image, then the image and its command.</summary>
/// <remarks>
/// As pflag reads them: <c>--name=web</c>, <c>--name web</c>, <c>--rm</c>, <c>--rm=false</c>, <c>-itd</c>, <c>-p80:80</c>, <c>-p=80:80</c>; <c>--</c> ends the options.
/// Options end at the first word that is none.
/// </remarks>
internal sealed class RunArgumentReader(RunOptions options, IReadOnlyList<RunArgument> arguments, int first)
{
    private const string On = "true";
    private int _index = first;
    private RunArgument? _unknown;
    private bool _unknownMayBeImage;

    public void Read(bool imageExpected, Provenance? head)
    {
        while (_index < arguments.Count && !IsImage(arguments[_index], isLast: imageExpected && _index == arguments.Count - 1))
        {
            var argument = arguments[_index++];
            if (argument.Text == "--")
                break;
            ReadOption(argument);
        }

        if (_index < arguments.Count)
            ReadImage();
        else if (_unknown is { } unknown)
            options.Image = Fact.Unknown<ImageReference>(unknown.Origin);
        else if (imageExpected)
            options.Report(ProblemSeverity.Warning, "This command names no image; it cannot be judged as a whole.", head);
    }

    private bool IsImage(RunArgument argument, bool isLast)
    {
        if (argument.Text is ['-', ..] or "")
            return false;
        // docker run $OPTIONS nginx: a variable by itself may be any number of options. As the last word it is the image, unless it is a list.
        return !argument.MayBeSeveral || argument.IsImageName || (isLast && !argument.IsList);
    }

    private void ReadOption(RunArgument argument)
    {
        var text = argument.Text;
        if (text.StartsWith("--", StringComparison.Ordinal))
            ReadLong(argument, text.Substring(2));
        else if (text.Length > 1 && text[0] == '-' && text[1] != Holes.Hole)
            ReadShort(argument, text);
        else if (text.HasHole())
            ReadUnknown(argument);
        else
            options.Report(ProblemSeverity.Warning, $"'{text}' is no option and no image.", argument.Origin);
    }

    private void ReadUnknown(RunArgument argument)
    {
        _unknown = argument;
        // docker run $id ls: only a name that says so is a list of options.
        _unknownMayBeImage |= argument.MayBeSeveral && !argument.IsList;
        options.AddUnknown(argument.Origin);
    }

    private void ReadLong(RunArgument argument, string text)
    {
        var equals = text.IndexOf('=');
        var name = equals < 0 ? text : text.Substring(0, equals);
        if (name.HasHole())
        {
            ReadUnknown(argument);
            return;
        }

        var flag = RunFlags.Find(name);
        var nearest = flag is null ? RunFlags.Nearest(name) : null;
        if (flag is null)
            options.Report(ProblemSeverity.Warning, $"There is no option --{name}{(nearest is null ? "" : $"; did you mean --{nearest.Name}?")}", argument.Origin);
        if (equals >= 0)
            flag?.Apply?.Invoke(options, argument with { Text = text.Substring(equals + 1) });
        else
            Apply(flag ?? nearest, flag is not null, argument);
    }

    private void Apply(RunFlag? flag, bool isKnown, RunArgument argument)
    {
        if (flag is null)
            return;
        var value = flag.TakesValue ? NextValue(flag, argument) : argument with { Text = On };
        if (isKnown && value is { } known)
            flag.Apply?.Invoke(options, known);
    }

    private RunArgument? NextValue(RunFlag flag, RunArgument argument)
    {
        if (_index < arguments.Count)
            return arguments[_index++];
        options.Report(ProblemSeverity.Error, $"The option --{flag.Name} needs a value.", argument.Origin);
        return null;
    }

    // -it, -p80:80, -e=A=B, -itv /a:/b
    private void ReadShort(RunArgument argument, string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (RunFlags.Find(text[i]) is not { } flag)
            {
                options.Report(ProblemSeverity.Warning, $"There is no option -{text[i]}.", argument.Origin);
                return;
            }

            var next = i + 1;
            var hasEquals = next < text.Length && text[next] == '=';
            if (hasEquals || (flag.TakesValue && next < text.Length))
            {
                flag.Apply?.Invoke(options, argument with { Text = text.Substring(hasEquals ? next + 1 : next) });
                return;
            }

            Apply(flag, isKnown: true, argument);
        }
    }

    private void ReadImage()
    {
        var image = arguments[_index++];
        options.Image = _unknownMayBeImage ? Fact.Unknown<ImageReference>(image.Origin) : image.Text.ToFact(image.Origin).Select(ImageReference.Parse);
        if (options.Image.IsKnown && options.Image.Value.Error is { } error)
            options.Report(ProblemSeverity.Error, $"The image's name is not valid: {error}.", image.Origin);
        for (; _index < arguments.Count; _index++)
        {
            options.Command.Add(arguments[_index].Text.ToFact(arguments[_index].Origin));
            options.CommandMayHaveMore |= arguments[_index].MayBeSeveral;
        }
    }
}
