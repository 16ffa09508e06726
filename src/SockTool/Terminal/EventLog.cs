using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>Whether a client's failure is the run's, or one of many that the run outlives.</summary>
internal enum Clients
{
    One,
    Many,
}

/// <summary>Tells what happens, as it happens, as text or as one JSON object a line.</summary>
internal sealed partial class EventLog(Voice voice, SeeingSettings seeing, TimeProvider clock) : ITransportObserver, IServerObserver, IRunObserver
{
    private readonly long start = clock.GetTimestamp();

    // On a terminal a person wants to see that the server stands; in a script only what was asked for.
    private readonly Verbosity wanted = seeing.Verbosity != Verbosity.Usual || voice.IsOnTerminal ? seeing.Verbosity : Verbosity.Quiet;
    private readonly NewSenders senders = new();
    private Clients clients;
    private int? client;
    private Failure? attemptTold;

    /// <summary>The same for what is done for one client: its number is told with it.</summary>
    public EventLog Of(int number)
    {
        var log = (EventLog)MemberwiseClone();
        log.client = number;
        return log;
    }

    private Messages Messages => voice.Messages;

    private bool Everything => seeing.Verbosity == Verbosity.Everything;

    public void Listening(IListener listener, OperationLimits limits, Clients expected)
    {
        clients = expected;
        if (listener.MostClients > 1)
        {
            TellListening(listener.Address);
        }

        TellDescriptor(listener);
        TimeoutsInForce(limits);
    }

    public void TimeoutsInForce(OperationLimits limits) => Tell(
        Verbosity.Events, "timeouts", Messages.TimeoutsInForce(limits),
        ("connect", limits.Connect), ("accept", limits.Accept), ("read", limits.Read), ("write", limits.Write));

    public void LimitedByDescriptors(int most, long limit) =>
        Tell(Verbosity.Events, "limited", Messages.LimitedByDescriptors(most, limit), ("clients", most), ("descriptors", limit));

    public void Resolved(string host, IReadOnlyList<string> addresses) =>
        Tell(Verbosity.Events, "resolved", Messages.Resolved(host, addresses), ("host", host), ("addresses", string.Join(' ', addresses)));

    public void Connecting(string address) => Tell(Verbosity.Events, "connecting", Messages.Connecting(address), ("address", address));

    public void Tunnelled(string proxy, string target) =>
        Tell(Verbosity.Events, "tunnelled", Messages.Tunnelled(proxy, target), ("proxy", proxy), ("target", target));

    public void AttemptFailed(Failure failure)
    {
        attemptTold = failure;
        Tell(Verbosity.Events, "attempt-failed", Messages.WhatFailed(failure), ("address", failure.Subject), ("cause", ExitCodes.CauseOf(failure)));
    }

    public void Retrying(int attempt, TimeSpan delay, Failure failure) =>
        Tell(Verbosity.Events, "retrying", Messages.Retrying(attempt, delay, IsTold(failure) ? null : failure), ("attempt", attempt + 1), ("delay", delay));

    private bool IsTold(Failure failure) => attemptTold is { } told && (failure == told || failure.Attempts.Contains(told));

    public void Secured(string peer, TlsFacts facts) => Tell(
        Verbosity.Events, "secured", Messages.Secured(peer, facts),
        ("peer", peer), ("version", facts.Version), ("cipher", facts.Cipher), ("alpn", facts.Alpn), ("pin", facts.Pin), ("took", facts.Took));

    public void Unverified(string peer) => TellUnlessQuiet("unverified", Messages.Unverified(peer), ("peer", peer));

    public void CertificateMade(string pin) => TellUnlessQuiet("certificate-made", Messages.CertificateMade(pin), ("pin", pin));

    public void Upgraded(string peer, string target, string protocol) =>
        Tell(Verbosity.Events, "upgraded", Messages.Upgraded(peer, target, protocol), ("peer", peer), ("target", target), ("protocol", protocol));

    public void HandshakeFailed(string peer, Failure failure) =>
        TellUnlessQuiet("handshake-failed", Messages.WhatFailed(failure), ("peer", peer), ("cause", ExitCodes.CauseOf(failure)));

    public void Reconnecting(Failure failure) => Tell(Verbosity.Events, "reconnecting", Messages.Reconnecting(failure), ("cause", ExitCodes.CauseOf(failure)));

    public void Connected(IConnection connection)
    {
        var local = connection.LocalNameOrNone();
        Tell(Verbosity.Events, "connected", Messages.Connected(local, connection.Name), ("local", local), ("peer", connection.Name));
        TellDescriptor(connection);
    }

    public void Accepted(IConnection client, int number)
    {
        var local = client.LocalNameOrNone();
        Tell(Verbosity.Usual, "accepted", Messages.Accepted(number, client.Name, local), ("client", number), ("peer", client.Name), ("local", local));
        Of(number).TellDescriptor(client);
    }

    public void WritesTo(int number, string file) => Tell(Verbosity.Events, "writes-to", Messages.WritesTo(number, file), ("client", number), ("file", file));

    public void Refused(IConnection client) => Tell(Verbosity.Events, "refused", Messages.Refused(client.Name), ("peer", client.Name));

    public void Ended(int number, SessionResult result)
    {
        // What ends the run is told once, at its end.
        if (result.Failure is { Kind: not (FailureKind.Signalled or FailureKind.Deadline) } failure)
        {
            Tell(clients == Clients.Many ? Verbosity.Quiet : Verbosity.Events, "client-failed", Messages.OfClient(number, Messages.WhatFailed(failure)), ("client", number), ("peer", result.Peer), ("cause", ExitCodes.CauseOf(failure)), ("errno", failure.Errno), ("message", Messages.Common.WhatFailed(failure)));
        }

        Tell(
            Verbosity.Events, "ended", Messages.ClientEnded(number, result.Peer, result.BytesSent, result.BytesReceived),
            ("client", number), ("peer", result.Peer), ("bytesSent", result.BytesSent), ("bytesReceived", result.BytesReceived));
        TellAccount(number, result);
    }

    public void ChildEnded(string program, ChildExit? exit)
    {
        if (exit is not null)
        {
            Tell(Verbosity.Events, "child-ended", Messages.ChildEnded(program, exit), ("program", program), (exit.End == ChildEnd.Signaled ? "signal" : "exit", exit.Number));
        }
    }

    public void Finishing(int sessions, TimeSpan within) =>
        Tell(Verbosity.Events, "finishing", Messages.Finishing(sessions, within), ("sessions", sessions), ("within", within));

    public void Notified(string manager, string state) => Tell(Verbosity.Events, "notified", Messages.Notified(manager, state), ("socket", manager), ("state", state));

    public void NotNotified(string manager, string state, int errno) =>
        Tell(Verbosity.Events, "not-notified", Messages.NotNotified(manager, state, errno), ("socket", manager), ("state", state), ("errno", errno));

    public void AcceptPaused(Failure failure) => Tell(Verbosity.Quiet, "accept-paused", Messages.AcceptPaused(failure), ("errno", failure.Errno));

    public void DatagramFrom(string sender, int bytes)
    {
        if (wanted >= Verbosity.Events && (Everything || senders.IsNew(sender)))
        {
            Tell(Verbosity.Events, "datagram", Messages.DatagramFrom(sender, bytes), ("sender", sender), ("bytes", bytes));
        }
    }

    public void DatagramsLost(string socket, long count) => TellUnlessQuiet("lost", Messages.DatagramsLost(socket, count), ("socket", socket), ("datagrams", count));

    public void DatagramsDropped(string sender) => Tell(Verbosity.Events, "dropped", Messages.DatagramsDropped(sender), ("sender", sender));
}
