using System.CommandLine;
using SockTool.Manual;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>The manual, sock(1), over the command model that the help is made of.</summary>
internal sealed class ManualRenderer(IReadOnlyList<SockCommand> commands, Messages messages)
{
    private static readonly string[] Others = ["nc(1)", "socat(1)", "ssh(1)", "tcpdump(8)", "socket(7)", "tcp(7)", "udp(7)", "unix(7)", "ip(7)"];

    private readonly ManualPage page = new("SOCK", ProgramVersion.Date, $"sock {ProgramVersion.Text}", messages.ManualVolume);

    public string Render()
    {
        Section(ManualSection.Name);
        page.Paragraph($"sock - {messages.Summary.Split(": ", 2)[1]}");
        Section(ManualSection.Synopsis);
        foreach (var command in commands)
        {
            page.Usage($"sock {command.Name}", $"{command.Synopsis} [OPTIONS]");
        }

        Section(ManualSection.Description);
        foreach (var paragraph in messages.Description)
        {
            page.Paragraph(paragraph);
        }

        Section(ManualSection.Commands);
        foreach (var command in commands)
        {
            page.Part($"sock {command.Name} {command.Synopsis}");
            page.Paragraph(messages.CommandHelp(command.Name));
            List(messages.Examples(command.Name));
        }

        Section(ManualSection.Addresses);
        List(messages.Addresses);
        Section(ManualSection.Options);
        AddOptions();
        Section(ManualSection.ExitStatus);
        List(ExitCodes.Table.Select(row => (row.Code, messages.ExitMeaning(row.Cause))));
        Section(ManualSection.Environment);
        List(messages.Variables);
        Section(ManualSection.Files);
        List(messages.Files);
        Section(ManualSection.Examples);
        List(messages.Examples(""));
        Section(ManualSection.SeeAlso);
        page.Paragraph(string.Join(", ", Others));
        return page.ToString();
    }

    private void Section(ManualSection section) => page.Section(messages.SectionTitle(section).ToUpperInvariant());

    private void List(IEnumerable<(string Term, string Meaning)> entries)
    {
        foreach (var (term, meaning) in entries)
        {
            page.Entry(term, meaning);
        }
    }

    /// <summary>Each option once, under its group, with the commands that take it: those of the group, but for some.</summary>
    private void AddOptions()
    {
        var all = commands.SelectMany(command => command.Groups.SelectMany(group => group.Options.Where(option => option.Prominence != Prominence.Vain).Select(option => (Group: group.Name, option.Option, Command: command.Name))));
        foreach (var group in all.GroupBy(one => one.Group, StringComparer.Ordinal))
        {
            var takers = Takers(group.Select(one => one.Command));
            page.Part(messages.GroupTitle(group.Key));
            page.Paragraph(takers);
            foreach (var same in group.GroupBy(one => one.Option.Name, StringComparer.Ordinal))
            {
                var own = Takers(same.Select(one => one.Command));
                page.Entry(Written(same.First().Option), messages.OptionHelp(same.Key) + (own == takers ? "" : $" ({own})"));
            }
        }

        page.Part(messages.GroupTitle("general"));
        List(CommandLine.GeneralOptions.Select(option => (option.Name == CommandLine.HelpOption ? $"-h, {option.Name}" : option.Name, messages.OptionHelp(option.Name))));
    }

    private string Takers(IEnumerable<string> names) => messages.TakenBy([.. names.Distinct(StringComparer.Ordinal)]);

    private static string Written(Option option) => string.Join(", ", option.Aliases.Where(name => name.Length == 2).Append(option.Name)) + HelpRenderer.ValueOf(option);
}
