using System.Globalization;

namespace SockTool.Core.Endpoints;

/// <summary>A socket that our parent handed over: <c>fd:N</c> (systemd's sd_listen_fds(3), inetd, a program that passes descriptors).</summary>
/// <param name="Number">The descriptor, from 0.</param>
public sealed record DescriptorEndpoint(int Number) : Endpoint
{
    public const string Scheme = "fd";

    private const int LastStandard = 2;

    /// <summary>Whether it is standard input, output or error, which programs take for their own.</summary>
    public bool IsStandardStream => Number <= LastStandard;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scheme}:{Number}");

    internal static EndpointReading Read(string word, string text) => OperatingSystem.IsWindows()
        ? new(ParseProblemKind.SchemeNotSupported, Scheme)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(new DescriptorEndpoint(number))
            : new(ParseProblemKind.DescriptorMalformed, word);
}
