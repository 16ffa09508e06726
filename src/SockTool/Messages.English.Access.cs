using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool;

/// <summary>English: who may be a client.</summary>
internal sealed partial class EnglishMessages
{
    public override string NobodyAllowed => "nobody may connect: no address is allowed";

    public override string WithoutHosts(string option, string address) => $"{option} tells clients apart by their address, and at {Safe(address)} they have none";

    public override string AccessRead(int denied) => $"who may connect: everybody but {Ranges(denied)}";

    public override string AccessRead(int allowed, int denied) => $"who may connect: {Ranges(allowed)} allowed, {denied} denied";

    public override string AccessKept(Failure failure) => $"{WhatFailed(failure)}; who may connect stays as it was";

    public override string Denied(string peer) => $"closed {Safe(peer)} at once: it may not connect";

    public override string DatagramDenied(string sender) => $"datagrams of {Safe(sender)} are dropped: it may not send";

    private static string Ranges(int count) => count == 1 ? "1 range" : $"{count} ranges";

    private static string WhatIsWrongWithList(Failure failure) =>
        $"{Place(failure)}: {(failure.Malformed is { } problem ? Describe(problem) : "not understood")}";

    private static string? DescribeAccess(ParseProblem problem, string part) => problem.Kind switch
    {
        ParseProblemKind.AddressExpected => $"{part} is not an address",
        ParseProblemKind.AddressHasZone => $"{part} has a zone, which peers are not told apart by",
        ParseProblemKind.PrefixLengthMalformed => $"{part} does not end in a prefix length of its family",
        ParseProblemKind.NetworkHasHost => $"{part} has bits behind its prefix",
        ParseProblemKind.RangeOfTwoFamilies => $"{part} begins in one family of addresses and ends in another",
        ParseProblemKind.RangeBackwards => $"{part} ends before it begins",
        _ => null,
    };

    private static string? HintForNetwork(ParseProblem problem) => AddressRange.NetworkAround(problem.Part) is { } network
        ? $"the network is {network}, the address alone {Safe(problem.Part.Split('/')[0])}"
        : null;
}
