using SockTool.Catalogs;
using SockTool.Commands;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool;

/// <summary>From the arguments to the exit code.</summary>
internal static class SockApp
{
    public static async Task<int> RunAsync(string[] args)
    {
        ImitatedPlatform.Enter();
        var streams = StandardStreams.Secure();
        var messages = LanguageCatalog.Choose(Environment.GetEnvironmentVariable, StandardStreams.Encoding);
        var voice = new Voice(messages, streams);
        try
        {
            var commands = CommandCatalog.All();
            return new CommandLine(commands, messages).Read(args) switch
            {
                Invocation.Version => await Print($"sock {ProgramVersion.Text}\n", streams),
                Invocation.Help help => await Print(new HelpRenderer(commands, messages).Render(help.Command, help.Detail), streams),
                Invocation.Manual => await Print(new ManualRenderer(commands, messages).Render(), streams),
                Invocation.Run run => await RunAsync(run.Bound, voice, streams),
                var other => throw new InvalidOperationException(other.GetType().Name),
            };
        }
        catch (UsageException mistake)
        {
            voice.Fail(mistake.Message, mistake.Hint);
            return ExitCodes.Usage;
        }
        catch (FailureException failed)
        {
            voice.Fail(failed.Failure);
            return ExitCodes.Of(failed.Failure);
        }
        catch (Exception problem) when (Exhaustion.In(problem) is { } failure)
        {
            voice.Fail(failure);
            return ExitCodes.Of(failure);
        }
#pragma warning disable CA1031 // the last line: whatever arrives here is a bug, and a bug has an exit code and a sentence too
        catch (Exception bug)
#pragma warning restore CA1031
        {
            voice.Fail(messages.InternalError($"{bug.GetType().Name}: {bug.Message}".ReplaceLineEndings(" ")), messages.HowToReport);
            return ExitCodes.InternalError;
        }
    }

    private static async Task<int> RunAsync(IRun run, Voice voice, StandardStreams streams)
    {
        var clock = TimeProvider.System;
        using var stopper = new Stopper();
        using var signals = Signals.Watch(stopper, streams.LastRites, new LastWord(voice, run.Seeing));
        using var deadline = DeadlineTimer.Start(run.Deadline, stopper, clock);
        var context = new RunContext(voice, streams, new EventLog(voice, run.Seeing, clock), stopper, signals, clock);
        var report = new Report(voice, run.Seeing);
        var verdict = await JudgeAsync(run, report, context);
        report.Give(verdict);
        return verdict.Next.Count > 0 ? GoOnAs(verdict.Next) : ExitCodes.Of(verdict.Failure);
    }

    private static int GoOnAs(IReadOnlyList<string> command) => Platform.HasDescriptors
        ? throw new FailureException(new Failure(FailureKind.Other, Operation.Start) { Subject = command[0], Errno = Successor.Become(command) })
        : Follower.Run(command);

    /// <summary>The border where failures that came before any session become a verdict too.</summary>
    private static async Task<Verdict> JudgeAsync(IRun run, Report report, RunContext context)
    {
        try
        {
            report.Prepare();
            return await run.RunAsync(context);
        }
        catch (FailureException failed)
        {
            return new Verdict { Command = run.Command, Failure = failed.Failure };
        }
        catch (OperationCanceledException) when (context.Stopper.Reason is { Failure: { } reason })
        {
            return new Verdict { Command = run.Command, Failure = reason };
        }
    }

    private static async Task<int> Print(string text, StandardStreams streams)
    {
        await streams.OpenOutput().WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), CancellationToken.None);
        return ExitCodes.Done;
    }
}
