using System.CommandLine;
using SockTool.Core.Connections;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

internal sealed class ReplyGroup : OptionGroup
{
    public ReplyGroup() => Reply = Value(Common, "TEMPLATE", "--reply");

    public override string Name => "reply";

    public Option<string?> Reply { get; }

    /// <summary>The template; null where none is given.</summary>
    public string? Bind(Binder binder) => binder.Text(Reply) is { } text && TemplateReply.UnknownIn(text) is { } unknown
        ? throw new UsageException(binder.Messages.UnknownField(Reply.Name, unknown), binder.Messages.UnknownFieldHint(unknown, TemplateReply.Fields))
        : binder.Text(Reply);
}
