using System.CommandLine;
using System.Text;
using SockTool.Layout;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>The one renderer of help over the command model.</summary>
internal sealed class HelpRenderer(IReadOnlyList<SockCommand> commands, Messages messages)
{
    private const int Column = 32;
    private const int Width = 80;

    public string Render(SockCommand? command, Prominence detail) => command is null ? RenderAll(detail) : RenderOne(command, detail);

    /// <summary>An option's value as it is written behind its name.</summary>
    public static string ValueOf(Option option) =>
        option.HelpName is { } name ? ArgumentWords.ValueIsOptional(option.Name) ? $"[={name}]" : $" {name}" : "";

    private string RenderAll(Prominence detail)
    {
        var text = new StringBuilder();
        text.Append(messages.Summary).Append("\n\n").Append(messages.CommandsTitle).Append(":\n");
        foreach (var command in commands)
        {
            AppendRow(text, $"  sock {command.Name} {command.Synopsis}", messages.CommandHelp(command.Name));
        }

        AppendExamples(text.Append('\n'), "");
        if (detail == Prominence.Full)
        {
            AppendTable(text, ManualSection.Addresses, messages.Addresses);
            AppendTable(text, ManualSection.ExitStatus, ExitCodes.Table.Select(row => (row.Code, messages.ExitMeaning(row.Cause))));
            AppendTable(text, ManualSection.Environment, messages.Variables);
            AppendGeneral(text, detail);
        }

        return text.Append('\n').AppendJoin('\n', Wrapping.Lines(messages.CommandHelpHint, Width)).Append('\n').ToString();
    }

    private string RenderOne(SockCommand command, Prominence detail)
    {
        var text = new StringBuilder();
        text.Append($"{messages.UsageTitle}: sock {command.Name} {command.Synopsis} [OPTIONS]\n{messages.CommandHelp(command.Name)}\n\n");
        AppendExamples(text, command.Name);
        text.Append(detail == Prominence.Common ? $"\n{messages.OptionsTitle}:\n" : "");
        foreach (var group in command.Groups)
        {
            AppendGroup(text, group, detail);
        }

        AppendGeneral(text, detail);
        return detail == Prominence.Common ? text.Append('\n').Append(messages.HelpAllHint(command.Name)).Append('\n').ToString() : text.ToString();
    }

    private void AppendExamples(StringBuilder text, string command)
    {
        text.Append(messages.ExamplesTitle).Append(":\n");
        foreach (var (line, meaning) in messages.Examples(command))
        {
            text.Append($"  {line}\n      {meaning}\n");
        }
    }

    private void AppendGroup(StringBuilder text, OptionGroup group, Prominence detail)
    {
        var shown = group.Options.Where(option => detail == Prominence.Full || option.Prominence == Prominence.Common).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        if (detail == Prominence.Full)
        {
            text.Append('\n').Append(messages.GroupTitle(group.Name)).Append(":\n");
        }

        foreach (var (option, prominence) in shown)
        {
            var alias = option.Aliases.FirstOrDefault(name => name.Length == 2);
            AppendRow(text, $"  {(alias is null ? "    " : $"{alias}, ")}{option.Name}{ValueOf(option)}", prominence == Prominence.Vain ? messages.NoEffectHere : messages.OptionHelp(option.Name));
        }
    }

    private void AppendGeneral(StringBuilder text, Prominence detail)
    {
        if (detail == Prominence.Full)
        {
            text.Append('\n').Append(messages.GroupTitle("general")).Append(":\n");
        }

        foreach (var (name, alias, _) in CommandLine.GeneralOptions.Where(option => detail == Prominence.Full || option.Prominence == Prominence.Common))
        {
            AppendRow(text, $"  {(alias is null ? "    " : $"{alias}, ")}{name}", messages.OptionHelp(name));
        }
    }

    private void AppendTable(StringBuilder text, ManualSection section, IEnumerable<(string Term, string Meaning)> rows)
    {
        text.Append('\n').Append(messages.SectionTitle(section)).Append(":\n");
        foreach (var (term, meaning) in rows)
        {
            AppendRow(text, $"  {term}", meaning);
        }
    }

    private static void AppendRow(StringBuilder text, string left, string right)
    {
        var margin = new string(' ', Column);
        text.Append(DisplayWidth.Of(left) + 2 > Column ? $"{left}\n{margin}" : DisplayWidth.Pad(left, Column));
        text.AppendJoin($"\n{margin}", Wrapping.Lines(right, Width - Column)).Append('\n');
    }
}
