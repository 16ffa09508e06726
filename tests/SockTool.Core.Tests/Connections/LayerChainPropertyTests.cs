using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

/// <summary>What goes in comes out: any bytes in any pieces, through any chain of layers, with any buffer, watched or not.</summary>
public sealed class LayerChainPropertyTests
{
    private static readonly Arbitrary<Way> Ways = (
        from sizes in Gen.Choose(0, 3000).ArrayOf()
        from seed in Gen.Choose(0, int.MaxValue)
        from buffer in Gen.Choose(1, 5000)
        from sending in Layers
        from receiving in Layers
        select new Way(sizes, seed, buffer, sending, receiving)).ToArbitrary();

    private static readonly Arbitrary<(Framing Framing, int[] Sizes, int Buffer, Layer[] Layers)> Messages = (
        from framing in Gen.Elements(Framing.Length, Framing.Line)
        from sizes in Gen.Choose(0, 3000).ArrayOf()
        from buffer in Gen.Choose(1, 200)
        from layers in Layers
        select (framing, sizes, buffer, layers)).ToArbitrary();

    private static Gen<Layer[]> Layers => Gen.Elements(Enum.GetValues<Layer>()).ArrayOf(3);

    [Fact]
    public void Bytes_come_out_of_every_chain_as_they_went_in() =>
        Prop.ForAll(Ways, way => PassAsync(way).WaitAsync(Patience.Limit).GetAwaiter().GetResult()).Check(Seeded.Tries(300));

    [Fact]
    public void Messages_come_out_of_every_frame_one_by_one() =>
        Prop.ForAll(Messages, way => PassMessagesAsync(way.Framing, way.Sizes, way.Buffer, way.Layers).WaitAsync(Patience.Limit).GetAwaiter().GetResult())
            .Check(Seeded.Tries(200));

    private static async Task<bool> PassAsync(Way way)
    {
        var pieces = Pieces(way.Sizes, new Random(way.Seed));
        var (near, far) = MemoryConnection.Pair();
        using var digest = new DigestObserver();
        var control = new PumpControl(Direction.ToPeer) { BufferSize = way.Buffer, Observer = digest };
        var sending = SendAsync();
        var heard = await HearAsync(Over(far, way.Receiving));
        var all = pieces.SelectMany(piece => piece).ToArray();
        return await sending == new PumpResult(PumpEnd.EndOfInput, all.Length, all.Length)
            && heard.AsSpan().SequenceEqual(all)
            && digest.Current.Sent == Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(all));

        async Task<PumpResult> SendAsync()
        {
            await using var ours = Over(near, way.Sending);
            var result = await new BufferPump().RunAsync(new PiecesInput(pieces), ours, control);
            await ours.EndAsync();
            return result;
        }
    }

    private static async Task<bool> PassMessagesAsync(Framing framing, int[] sizes, int piece, Layer[] layers)
    {
        var messages = Pieces(sizes, new Random(piece));
        Array.ForEach(messages, message => message.AsSpan().Replace((byte)'\n', (byte)'x'));
        var (near, far) = MemoryConnection.Pair();
        var sending = SendAsync();
        await using var stream = Over(far, layers);
        var heard = new List<byte[]>();
        var framed = new FramedConnection(stream, framing, TimeProvider.System);
        var room = new byte[65536];
        while (await framed.ReadOnceAsync(room) is var count && (count > 0 || !framed.HasEnded))
        {
            heard.Add(room[..count]);
        }

        await sending;
        return heard.Count == messages.Length && heard.Zip(messages).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

        async Task SendAsync()
        {
            await using var ours = Over(near, layers);
            var to = new FramedConnection(ours, framing, TimeProvider.System);
            foreach (var message in messages)
            {
                await to.WriteAsync(message, CancellationToken.None);
            }

            await to.EndAsync();
        }
    }

    private static byte[][] Pieces(int[] sizes, Random random) => [.. sizes.Select(size =>
    {
        var piece = new byte[size];
        random.NextBytes(piece);
        return piece;
    })];

    private static IConnection Over(IConnection end, Layer[] layers) => layers.Aggregate(end, (below, layer) => layer switch
    {
        Layer.Paced => LayeredConnection.Over(below, (new PacedInput(below, Fast(), Passing.Bytes), new PacedOutput(below, Fast(), Passing.Bytes))),
        Layer.PacedTwice => LayeredConnection.Over(below, (new PacedInput(new PacedInput(below, Fast(), Passing.Bytes), Fast(), Passing.Bytes), below)),
        Layer.Bare => LayeredConnection.Over(below, (below, below)),
        _ => below,
    });

    private static TokenBucket Fast() => new(TokenBucket.MostRate, TimeProvider.System);

    private static async Task<byte[]> HearAsync(IConnection from)
    {
        await using var end = from;
        var all = new MemoryStream();
        var room = new byte[777];
        while (await end.ReadOnceAsync(room) is > 0 and var count)
        {
            all.Write(room.AsSpan(0, count));
        }

        return all.ToArray();
    }

    private enum Layer
    {
        None,
        Bare,
        Paced,
        PacedTwice,
    }

    private sealed record Way(int[] Sizes, int Seed, int Buffer, Layer[] Sending, Layer[] Receiving);
}
