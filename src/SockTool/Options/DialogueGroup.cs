using System.CommandLine;
using SockTool.Core.Values;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>A conversation by lines: one line, one message, one reply.</summary>
internal sealed record DialogueSettings(string Prompt, string QuitWord);

internal sealed class DialogueGroup : OptionGroup
{
    public DialogueGroup()
    {
        Interactive = Flag(Common, "--interactive", "-i");
        Prompt = Value(Full, "TEXT", "--prompt");
        QuitWord = Value(Full, "WORD", "--quit-word");
    }

    public override string Name => "dialogue";

    public Option<bool> Interactive { get; }

    public Option<string?> Prompt { get; }

    public Option<string?> QuitWord { get; }

    /// <summary>A conversation goes both ways, its messages have no line ends, and the terminal is its own.</summary>
    public void Contradictions(Binder binder, DataGroup data, SeeingGroup seeing)
    {
        binder.NotBoth(Interactive, seeing.Progress!);
        binder.NotBoth(Interactive, data.SendOnly);
        binder.NotBoth(Interactive, data.ReceiveOnly);
        binder.NotBoth(Interactive, data.Crlf);
    }

    /// <summary>null where no conversation is wanted.</summary>
    public DialogueSettings? Bind(Binder binder)
    {
        binder.Needs(Prompt, Interactive);
        binder.Needs(QuitWord, Interactive);
        return binder.Has(Interactive)
            ? new DialogueSettings(binder.Text(Prompt) ?? ">>>", binder.Text(QuitWord) ?? "exit")
            : null;
    }
}
