using System.Text;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>The one renderer of help over the command model.</summary>
internal sealed class HelpRenderer(IReadOnlyList<SockCommand> commands, Messages messages)
{
    private const int Column = 32;
    private const int Width = 80;

    public string Render(SockCommand? command, Prominence detail) => command is null ? RenderAll() : RenderOne(command, detail);

    private string RenderAll()
    {
        var text = new StringBuilder();
        text.Append(messages.Summary).Append("\n\n").Append(messages.CommandsTitle).Append(":\n");
        foreach (var command in commands)
        {
            AppendRow(text, $"  sock {command.Name} {command.Synopsis}", messages.CommandHelp(command.Name));
        }

        AppendExamples(text.Append('\n'), "");
        return text.Append('\n').Append(messages.CommandHelpHint).Append('\n').ToString();
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

        foreach (var (option, _) in shown)
        {
            var alias = option.Aliases.FirstOrDefault(name => name.Length == 2);
            var value = option.HelpName is { } name ? ArgumentWords.ValueIsOptional(option.Name) ? $"[={name}]" : $" {name}" : "";
            AppendRow(text, $"  {(alias is null ? "    " : $"{alias}, ")}{option.Name}{value}", messages.OptionHelp(option.Name));
        }
    }

    private void AppendGeneral(StringBuilder text, Prominence detail)
    {
        if (detail == Prominence.Full)
        {
            text.Append('\n').Append(messages.GroupTitle("general")).Append(":\n");
        }

        AppendRow(text, $"  -h, {CommandLine.HelpOption}", messages.OptionHelp(CommandLine.HelpOption));
        AppendRow(text, $"      {CommandLine.HelpAllOption}", messages.OptionHelp(CommandLine.HelpAllOption));
        AppendRow(text, $"      {CommandLine.VersionOption}", messages.OptionHelp(CommandLine.VersionOption));
    }

    private static void AppendRow(StringBuilder text, string left, string right)
    {
        var margin = new string(' ', Column);
        text.Append(left.Length + 2 > Column ? $"{left}\n{margin}" : left.PadRight(Column));
        var room = Width - Column;
        foreach (var word in right.Split(' '))
        {
            if (word.Length > room)
            {
                text.Length--;
                text.Append('\n').Append(margin);
                room = Width - Column;
            }

            text.Append(word).Append(' ');
            room -= word.Length + 1;
        }

        text.Length--;
        text.Append('\n');
    }
}
