using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

/// <summary>What goes in comes out: any bytes in any pieces, each way at once, through any chain of layers, TLS and WebSockets, with any buffer, watched or not.</summary>
public sealed class LayerChainPropertyTests
{
    private static readonly Arbitrary<(Floor[] Floors, Voice Near, Voice Far)> Conversations = (
        from floors in Floors
        from near in Voices
        from far in Voices
        select (floors, near, far)).ToArbitrary();

    private static readonly Arbitrary<(Framing Framing, int[] Sizes, int Buffer, Floor[] Floors)> Messages = (
        from framing in Gen.Elements(Framing.Length, Framing.Line)
        from sizes in Gen.Choose(0, 3000).ArrayOf()
        from buffer in Gen.Choose(1, 200)
        from floors in Floors
        select (framing, sizes, buffer, floors)).ToArbitrary();

    private static Gen<Floor[]> Floors => (
        from near in Gen.Elements(Enum.GetValues<Layer>())
        from far in Gen.Elements(Enum.GetValues<Layer>())
        from spoken in Gen.Elements(Speech.None, Speech.None, Speech.Tls, Speech.WebSocket)
        select new Floor(near, far, spoken)).ArrayOf(3);

    private static Gen<Voice> Voices =>
        from sizes in Gen.Frequency((29, Gen.Choose(0, 3000)), (1, Gen.Choose(0, 100_000))).ArrayOf()
        from seed in Gen.Choose(0, int.MaxValue)
        from buffer in Buffers
        from room in Buffers
        from watched in Gen.Elements(Watch.Nobody, Watch.Digest)
        select new Voice(sizes, seed, buffer, room, watched);

    private static Gen<int> Buffers => Gen.Frequency((3, Gen.Choose(1, 5000)), (1, Gen.Choose(5000, 100_000)));

    [Fact]
    public void Bytes_come_out_of_every_chain_as_they_went_in() =>
        Prop.ForAll(Conversations, it => PassAsync(it.Floors, it.Near, it.Far).WaitAsync(Patience.Limit).GetAwaiter().GetResult()).Check(Seeded.Tries(200));

    [Fact]
    public void Messages_come_out_of_every_frame_one_by_one() =>
        Prop.ForAll(Messages, way => PassMessagesAsync(way.Framing, way.Sizes, way.Buffer, way.Floors).WaitAsync(Patience.Limit).GetAwaiter().GetResult())
            .Check(Seeded.Tries(100));

    private static async Task<bool> PassAsync(Floor[] floors, Voice near, Voice far)
    {
        await using var chain = await LayerChain.OfAsync(floors);
        var said = await Task.WhenAll(near.SayAsync(chain.Near), far.SayAsync(chain.Far), near.IsHeardAsync(chain.Far), far.IsHeardAsync(chain.Near));
        return said.All(held => held);
    }

    private static async Task<bool> PassMessagesAsync(Framing framing, int[] sizes, int piece, Floor[] floors)
    {
        var messages = Pieces(sizes, new Random(piece));
        Array.ForEach(messages, message => message.AsSpan().Replace((byte)'\n', (byte)'x'));
        await using var chain = await LayerChain.OfAsync(floors);
        var sending = SendAsync();
        var heard = new List<byte[]>();
        var framed = new FramedConnection(chain.Far, framing, TimeProvider.System);
        var room = new byte[65536];
        while (await framed.ReadOnceAsync(room) is var count && (count > 0 || !framed.HasEnded))
        {
            heard.Add(room[..count]);
        }

        await sending;
        return heard.Count == messages.Length && heard.Zip(messages).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

        async Task SendAsync()
        {
            var to = new FramedConnection(chain.Near, framing, TimeProvider.System);
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

    private enum Watch
    {
        Nobody,
        Digest,
    }

    /// <summary>What one end has to say, the buffer through which it does, and that into which the other hears it.</summary>
    private sealed record Voice(int[] Sizes, int Seed, int Buffer, int Room, Watch Watch)
    {
        private byte[] All => [.. Pieces(Sizes, new Random(Seed)).SelectMany(piece => piece)];

        /// <summary>Whether all of it was taken, and an observer saw just that.</summary>
        public async Task<bool> SayAsync(IConnection to)
        {
            var all = All;
            using var digest = new DigestObserver();
            var control = new PumpControl(Direction.ToPeer) { BufferSize = Buffer, Observer = Watch is Watch.Digest ? digest : ObserverGroup.None };
            var result = await new BufferPump().RunAsync(new PiecesInput(Pieces(Sizes, new Random(Seed))), to, control);
            await to.EndAsync();
            var seen = Watch is Watch.Digest ? all : [];
            return result == new PumpResult(PumpEnd.EndOfInput, all.Length, all.Length)
                && digest.Current.Sent == Convert.ToHexStringLower(SHA256.HashData(seen));
        }

        public async Task<bool> IsHeardAsync(IInput from)
        {
            var all = new MemoryStream();
            var room = new byte[Room];
            while (await from.ReadOnceAsync(room) is > 0 and var count)
            {
                all.Write(room.AsSpan(0, count));
            }

            return all.ToArray().AsSpan().SequenceEqual(All);
        }
    }
}
