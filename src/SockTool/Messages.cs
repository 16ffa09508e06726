using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;

namespace SockTool;

/// <summary>
/// Every sentence of the tool. A language is one subclass, and the compiler knows when it lacks a sentence.
/// Sentences are lower case, one line, without a full stop; text from outside arrives here as it came and leaves escaped.
/// </summary>
internal abstract partial class Messages
{
    /// <summary>What is the same in every locale: JSON, files that are passed on, and what is installed for everybody.</summary>
    public static Messages Common { get; } = new EnglishMessages();

    // Errors and hints.
    public abstract string Error { get; }

    public abstract string Hint { get; }

    public abstract string WhatFailed(Failure failure);

    public abstract string EndedAtOnce(Failure signal);

    /// <summary>What to do about a failure; null where we do not know better.</summary>
    public abstract string? HintFor(Failure failure);

    public abstract string WrongAddress(ParseProblem problem);

    public abstract string WrongValue(string option, ParseProblem problem);

    public abstract string? HintFor(ParseProblem problem);

    public abstract string OutOfRange(string option, string text, long least, long most);

    public abstract string DelayOutOfRange(string option, string text);

    public abstract string NotOneOf(string option, string text, IReadOnlyList<string> choices);

    public abstract string EmptyFileName(string option);

    public abstract string StreamForFile(string option);

    public abstract string StreamForFileHint { get; }

    public abstract string NotUnicode(string word);

    public abstract string TakesNoValue(string option);

    public abstract string NotBoth(string one, string other);

    public abstract string Needs(string option, string other);

    public abstract string OneFileForAll(string option);

    public abstract string UnknownField(string option, string name);

    public abstract string UnknownFieldHint(string name, IReadOnlyList<string> fields);

    public abstract string NotAMode(string option, string text);

    public abstract string NotASha256(string option, string text, int digits);

    public abstract string NeedsCommand(string option);

    public abstract string NotOnThisSystem(string option);

    public abstract string EmptyProgram(string option);

    public abstract string NothingFollows { get; }

    public abstract string ChildNeedsAddress(string option);

    public abstract string ChildAddressHint(string word);

    public abstract string ChildEnded(string program, ChildExit exit);

    public abstract string RelayNeedsTwo { get; }

    public abstract string NeedsShell(IReadOnlyList<string> shells);

    public abstract string OneShell { get; }

    public abstract string RelayNeedsFrame(string datagrams, string stream);

    public abstract string NothingToFrame { get; }

    public abstract string RelayOfConsole { get; }

    public abstract string RelayToDescriptor(string address);

    public abstract string ProgramDialled(string address);

    public abstract string ProgramDialledHint(string address);

    public abstract string RelayToDescriptorHint(string address);

    public abstract string StandardStreamTaken(string address);

    public abstract string StandardStreamHint(int descriptor);

    public abstract string TlsOfTheOtherSide(string name);

    public abstract string TlsClientCaHint { get; }

    public abstract string WithoutHosts(string option, string address);

    public abstract string VainWithConsole(string option);

    public abstract string VainWithProbe(string option);

    public abstract string NothingToProbe(string address);

    public abstract string NeedsTime(string option);

    public abstract string ProbeState(ProbeState state);

    public abstract string ValueMissing(string option);

    public abstract string GivenTwice(string option);

    public abstract string UnknownOption(string option);

    public abstract string UnknownCommand(string command);

    public abstract string OptionOf(string option, IReadOnlyList<string> commands);

    public abstract string DidYouMean(string name);

    public abstract string SeeHelp(string command);

    public abstract string LeftBehind(string file);

    public abstract string InternalError(string what);

    public abstract string HowToReport { get; }

    // Accounts at the end.
    public abstract string Sent(long bytes, TimeSpan duration);

    public abstract string Received(long bytes, TimeSpan duration);

    public abstract string ConnectedIn(TimeSpan duration);

    /// <summary>The other side of a relay.</summary>
    public abstract string ConnectedIn(string to, TimeSpan duration);

    public abstract string RoundTrip(TimeSpan rtt, long retransmits, long window);

    /// <summary>What has passed so far.</summary>
    public abstract string Progress(ProgressReport report);

    /// <summary>How much of a known whole that is, and how long the rest takes.</summary>
    public abstract string ProgressLeft(ProgressWay way);

    public abstract string DigestSent(string hash);

    public abstract string DigestReceived(string hash);

    public abstract string OptionHeader { get; }

    public abstract string NotAsked { get; }

    /// <summary>Whose a table is.</summary>
    public abstract string With(string peer);

    // Help.
    public abstract string Summary { get; }

    public abstract string UsageTitle { get; }

    public abstract string CommandsTitle { get; }

    public abstract string OptionsTitle { get; }

    public abstract string ExamplesTitle { get; }

    public abstract string HelpAllHint(string command);

    public abstract string CommandHelpHint { get; }

    public abstract string GroupTitle(string group);

    public abstract string CommandHelp(string command);

    public abstract string OptionHelp(string option);

    /// <summary>In the place of an option's help, where it is taken and does nothing.</summary>
    public abstract string NoEffectHere { get; }

    /// <summary>Example command lines, each with what it does.</summary>
    public abstract IReadOnlyList<(string Line, string Meaning)> Examples(string command);
}
