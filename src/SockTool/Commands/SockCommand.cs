using System.CommandLine;
using SockTool.Completions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>A command as the command line knows it: a name, an address, groups of options, and what they are bound to.</summary>
internal abstract class SockCommand : Command
{
    protected SockCommand(string name, params IReadOnlyList<OptionGroup> groups)
        : base(name)
    {
        Groups = groups;
        Address = new Argument<string[]>("ADDRESS") { Arity = ArgumentArity.ZeroOrMore };
        Arguments.Add(Address);
        foreach (var option in groups.SelectMany(group => group.Options))
        {
            Options.Add(option.Option);
        }
    }

    public IReadOnlyList<OptionGroup> Groups { get; }

    /// <summary>What the help writes after the command's name.</summary>
    public virtual string Synopsis => "ADDRESS";

    public Argument<string[]> Address { get; }

    /// <summary>What a shell can offer for the words of the address, one after the other; the last one repeats.</summary>
    public virtual IReadOnlyList<Completed> Words => [CompletionModels.Addresses()];

    /// <summary>The end of parsing: everything the user typed, as one immutable value that can run.</summary>
    /// <param name="binder">Reads the options.</param>
    /// <param name="words">The words of the address.</param>
    /// <param name="rest">The words after <c>--</c>, where the command runs one.</param>
    public abstract IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest);

    /// <summary>Whether the words after <c>--</c> are a command of their own and not part of the address.</summary>
    public virtual bool TakesCommand(Binder binder) => false;
}

/// <summary>A bound command.</summary>
internal interface IRun
{
    /// <summary>The command's name.</summary>
    string Command { get; }

    SeeingSettings Seeing { get; }

    TimeSpan Deadline { get; }

    /// <summary>Runs to the end. Failures before a session are thrown as FailureException, those of sessions are in the verdict.</summary>
    Task<Verdict> RunAsync(RunContext context);
}
