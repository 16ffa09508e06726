using System.Text;
using SockTool.Layout;

namespace SockTool.Manual;

/// <summary>A page as man(7) writes it. Texts come as they are to be read and leave escaped.</summary>
internal sealed class ManualPage
{
    private const int LineWidth = 72;

    // groff(7): a line may end here, and nothing is shown. By itself roff breaks lines at spaces only.
    private const string MayBreak = @"\:";

    private readonly StringBuilder source = new();
    private bool atHeading;

    // Even spaces make gaps in narrow lines: the left side is enough.
    public ManualPage(string name, string date, string version, string volume) =>
        source.Append($".TH \"{Escaped(name)}\" 1 {date} \"{Escaped(version)}\" \"{Escaped(volume)}\"\n.ad l\n");

    public void Section(string title) => Heading("SH", title);

    public void Part(string title) => Heading("SS", title);

    public void Paragraph(string text)
    {
        // A paragraph right after a heading is none (mandoc warns of it).
        source.Append(atHeading ? "" : ".PP\n");
        atHeading = false;
        Flow(text);
    }

    /// <summary>A line of a synopsis: what is typed, and behind it what is replaced.</summary>
    public void Usage(string typed, string replaced)
    {
        source.Append(atHeading ? "" : ".br\n").Append($"\\fB{Escaped(typed)}\\fR {Escaped(replaced)}\n");
        atHeading = false;
    }

    /// <summary>A term and what it means.</summary>
    public void Entry(string term, string meaning)
    {
        source.Append($".TP\n\\fB{Escaped(term)}\\fR\n");
        atHeading = false;
        Flow(meaning);
    }

    public override string ToString() => source.ToString();

    /// <summary>
    /// One text for roff. A minus and the quotes are written so that they are what they are in every output, and what is
    /// shown can be copied (groff_man_style(7), "Portability"). What begins a line with a full stop or an apostrophe would be a request.
    /// </summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '\\' => @"\e",
                '-' => @"\-",
                '\'' => @"\(aq",
                '"' => @"\(dq",
                '`' => @"\(ga",
                '^' => @"\(ha",
                '~' => @"\(ti",
                '…' => "...",
                _ => letter.ToString(),
            });
        }

        return escaped.Length == 0 ? @"\&" : escaped[0] == '.' ? $@"\&{escaped}" : escaped.ToString();
    }

    private void Heading(string macro, string title)
    {
        source.Append($".{macro} \"{Escaped(title)}\"\n");
        atHeading = true;
    }

    private void Flow(string text)
    {
        foreach (var line in Wrapping.LinesOfWords(text, LineWidth))
        {
            source.AppendJoin(MayBreak, Wrapping.Pieces(line).Select(Escaped)).Append('\n');
        }
    }
}
