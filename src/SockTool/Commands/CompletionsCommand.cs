using System.Text;
using SockTool.Catalogs;
using SockTool.Completions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>Prints what a shell needs to complete our command lines. It is static: a Tab starts no process. It is English in every locale: a script is installed for all who use the machine.</summary>
internal sealed class CompletionsCommand() : SockCommand("completions")
{
    public override string Synopsis => "SHELL";

    public override IReadOnlyList<Completed> Words => [Completed.Of(Shells.Names)];

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest) => words switch
    {
        [] => throw new UsageException(binder.Messages.NeedsShell(Shells.Names)),
        [var shell] when Shells.Names.Contains(shell, StringComparer.Ordinal) => new CompletionsRun(shell),
        [var other] => throw new UsageException(binder.Messages.NotOneOf(Name, other, Shells.Names)),
        _ => throw new UsageException(binder.Messages.OneShell),
    };
}

/// <summary>The script of a shell, on standard output.</summary>
internal sealed record CompletionsRun(string Shell) : IRun
{
    public string Command => "completions";

    public SeeingSettings Seeing { get; } = new();

    public TimeSpan Deadline => Timeout.InfiniteTimeSpan;

    public async Task<Verdict> RunAsync(RunContext context)
    {
        var script = Shells.Script(Shell, CompletionModels.Of(CommandCatalog.All(), Messages.Common))!;
        await context.Streams.OpenOutput().WriteAsync(Encoding.UTF8.GetBytes(script), context.Stopper.Token);
        return new Verdict { Command = Command };
    }
}
