using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

/// <summary>A child for each connection.</summary>
internal sealed class ChildGroup : OptionGroup
{
    private const string Interpreter = "/bin/sh";

    public ChildGroup()
    {
        Exec = Flag(Common, "--exec");
        Shell = Value(Full, "COMMAND", "--shell");
    }

    public override string Name => "children";

    public Option<bool> Exec { get; }

    public Option<string?> Shell { get; }

    /// <summary>What to start; null for nothing.</summary>
    /// <param name="binder">What was typed.</param>
    /// <param name="rest">The words after <c>--</c>.</param>
    public ExecEndpoint? Bind(Binder binder, IReadOnlyList<string> rest)
    {
        binder.NotBoth(Exec, Shell);
        if (!Platform.HasDescriptors && (binder.Has(Exec) || binder.Text(Shell) is not null))
        {
            throw new UsageException(binder.Messages.NotOnThisSystem(binder.Has(Exec) ? Exec.Name : Shell.Name));
        }

        return (binder.Has(Exec), binder.Text(Shell)) switch
        {
            (true, _) when rest.Count == 0 => throw new UsageException(binder.Messages.NeedsCommand(Exec.Name)),
            (true, _) => new ExecEndpoint(binder.Program(Exec.Name, rest)[0], [.. rest.Skip(1)]),
            (_, "") => throw new UsageException(binder.Messages.NeedsCommand(Shell.Name)),
            (_, { } command) => new ExecEndpoint(Interpreter, ["-c", command]),
            _ => null,
        };
    }
}
