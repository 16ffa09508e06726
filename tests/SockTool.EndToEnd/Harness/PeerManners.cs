using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>The peers that tests ask for by name.</summary>
internal sealed partial class Peer
{
    public static Task<Peer> ThatListens(EndPoint? at = null) => That(
        async (client, peer) =>
        {
            await peer.HearOutAsync(client);
            client.Close();
        },
        at);

    public static Task<Peer> ThatAnswersAfterEndOfStream(string answer, TimeSpan thinking = default) => That(async (client, peer) =>
    {
        await peer.HearOutAsync(client);
        await Task.Delay(thinking, peer.Over);
        await client.SayAsync(answer);
        client.Close();
    });

    /// <summary>Says something, ends its stream, and listens to the end.</summary>
    public static Task<Peer> ThatSaysAndListens(string words) => That(async (client, peer) =>
    {
        await client.SayAsync(words);
        client.Finish();
        await peer.HearOutAsync(client);
        client.Close();
    });

    public static Task<Peer> ThatSays(byte[] words) => That(async (client, _) =>
    {
        await client.SayAsync(words);
        client.Finish();
        await client.HearAllAsync();
        client.Close();
    });

    /// <summary>Accepts, and neither speaks nor reads.</summary>
    public static Task<Peer> ThatIsSilent(int receiveBuffer = 0) => That((_, peer) => Task.Delay(Timeout.Infinite, peer.Over), receiveBuffer: receiveBuffer);

    /// <summary>Says something and then nothing more; the connection stays.</summary>
    public static Task<Peer> ThatSaysAndStays(string words) => That(async (client, peer) =>
    {
        await client.SayAsync(words);
        await Task.Delay(Timeout.Infinite, peer.Over);
    });

    /// <summary>Takes <paramref name="count"/> bytes and closes: with more of ours unread, its kernel sends RST.</summary>
    public static Task<Peer> ThatTakesAndCloses(int count, int receiveBuffer = 0) => That(
        async (client, peer) =>
        {
            peer.Heard = await client.HearAsync(count);
            client.Close();
        },
        receiveBuffer: receiveBuffer);

    /// <summary>Says something, takes <paramref name="count"/> bytes, and sends RST.</summary>
    public static Task<Peer> ThatResetsAfter(int count, string words = "") => That(async (client, peer) =>
    {
        await client.SayAsync(words);
        peer.Heard = await client.HearAsync(count);
        client.Reset();
    });

    public async Task HearOutAsync(Socket client)
    {
        try
        {
            Heard = await client.HearAllAsync();
            ended.TrySetResult();
        }
        catch (SocketException reset)
        {
            ended.TrySetException(reset);
            throw;
        }
    }

    /// <summary>Reads 4 KiB at a time with a moment between, to the end.</summary>
    public async Task HearSlowlyAsync(Socket client)
    {
        var all = new List<byte>();
        var buffer = new byte[4 * Bytes.KiB];
        while (await client.ReceiveAsync(buffer) is > 0 and var count)
        {
            all.AddRange(buffer.AsSpan(0, count));
            if (all.Count % (256 * Bytes.KiB) < count)
            {
                await Task.Delay(20);
            }
        }

        Heard = [.. all];
        ended.TrySetResult();
    }
}
