using System.CommandLine;
using SockTool.Core.Values;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>How lines of several clients stand in one output.</summary>
internal enum Tagging
{
    None,
    ByNumber,
}

/// <summary>How clients are told apart in what they send.</summary>
internal sealed record OutputsSettings
{
    public Tagging Tagging { get; init; }

    /// <summary>The names of the clients' files; null where all share one output.</summary>
    public FileNameTemplate? PerClient { get; init; }
}

internal sealed class OutputsGroup : OptionGroup
{
    public OutputsGroup()
    {
        Tag = Flag(Full, "--tag");
        PerClient = Value(Full, "TEMPLATE", "--output-per-client");
    }

    public override string Name => "outputs";

    public Option<bool> Tag { get; }

    public Option<string?> PerClient { get; }

    /// <summary>Refuses what has no output of ours, or another one.</summary>
    public void Contradictions(Binder binder, DataGroup data, DialogueGroup dialogue, ReplyGroup reply)
    {
        binder.NotBoth(Tag, PerClient);
        foreach (var option in new Option[] { Tag, PerClient })
        {
            binder.NotBoth(option, data.SendOnly);
            binder.NotBoth(option, dialogue.Interactive);
        }

        // A file is in its place when its client has gone, and what is expected is of all clients together.
        foreach (var other in new Option[] { data.Output, data.ExpectBytes, data.ExpectSha256, reply.Reply })
        {
            binder.NotBoth(PerClient, other);
        }
    }

    /// <param name="binder">What was typed.</param>
    /// <param name="serving">How many clients there can be.</param>
    public OutputsSettings Bind(Binder binder, ServingSettings serving)
    {
        var template = binder.FileName(PerClient) is { } text ? binder.Read<FileNameTemplate>(PerClient, text, FileNameTemplate.TryParse) : null;
        return template is { TellsApart: false } && serving.SharesStreams
            ? throw new UsageException(binder.Messages.OneFileForAll(PerClient.Name))
            : new OutputsSettings { Tagging = binder.Has(Tag) ? Tagging.ByNumber : Tagging.None, PerClient = template };
    }
}
