using SockTool.Core.Tests.Doubles;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Tests.Endpoints;

public sealed class EndpointPropertyTests
{
    private static readonly Arbitrary<string[]> Words = ArbMap.Default.ArbFor<NonNull<string>[]>()
        .Generator.Select(words => words.Select(word => word.Get).ToArray()).ToArbitrary();

    private static readonly Arbitrary<string> NearlyAnAddress = Gen
        .Elements("::", ":", "[", "]", "%", ".", "*", "1", "255", "0x7f", "010", "host", "-", "_", "é", "tcp://", "udp://", "tls://", "ws://", "wss://", "tls+unix:", "?", "#", "&", "=", "pin", "ca", "insecure", "unix:", "fd:", "@", "80", " ", "/", "\0")
        .ArrayOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Any_words_are_an_endpoint_or_a_problem_and_never_throw() =>
        Prop.ForAll(Words, words => Enum.GetValues<EndpointRole>().All(role => IsEither(words, role))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_the_pieces_of_addresses_is_an_endpoint_that_reads_back_or_a_problem() =>
        Prop.ForAll(NearlyAnAddress, word => Enum.GetValues<EndpointRole>().All(role => IsEither([word], role)))
            .Check(Seeded.Tries(5000));

    [Fact]
    public void Any_four_octets_and_port_are_read_back_from_their_text() =>
        Prop.ForAll<(byte A, byte B, byte C, byte D), ushort>((address, port) =>
                ReadsBack(new TcpEndpoint($"{address.A}.{address.B}.{address.C}.{address.D}", port)))
            .QuickCheckThrowOnFailure();

    private static bool IsEither(string[] words, EndpointRole role) =>
        EndpointParser.TryParse(words, role, out var endpoint, out var problem)
            ? problem is null && ReadsBack(endpoint)
            : endpoint is null && problem is not null;

    private static bool ReadsBack(Endpoint endpoint) =>
        EndpointParser.TryParse([endpoint.ToString()!], EndpointRole.Accept, out var again, out _) && endpoint == again;
}
