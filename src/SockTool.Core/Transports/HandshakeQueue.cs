namespace SockTool.Core.Transports;

/// <summary>The handshakes that are under way, a bounded number: the oldest is given up for one too many.</summary>
internal sealed class HandshakeQueue(int most)
{
    /// <summary>How many there may be.</summary>
    public int Most { get; set; } = most;

    private readonly LinkedList<Place> places = new();
    private readonly Lock gate = new();

    /// <summary>A place whose token is cancelled when somebody newer needs it. Dispose it when the handshake is over.</summary>
    public Place Enter(CancellationToken cancellation)
    {
        var place = new Place(this, cancellation);
        var oldest = new List<Place>();
        lock (gate)
        {
            while (places.Count > 0 && places.Count >= Most)
            {
                oldest.Add(places.First!.Value);
                places.RemoveFirst();
            }

            place.Node = places.AddLast(place);
        }

        oldest.ForEach(one => one.GiveUp());
        return place;
    }

    private void Leave(Place place)
    {
        lock (gate)
        {
            if (place.Node?.List is not null)
            {
                places.Remove(place.Node);
            }
        }
    }

    internal sealed class Place(HandshakeQueue queue, CancellationToken cancellation) : IDisposable
    {
        private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        public CancellationToken Token => source.Token;

        public LinkedListNode<Place>? Node { get; set; }

        public void GiveUp()
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has just come to its end.
            }
        }

        public void Dispose()
        {
            queue.Leave(this);
            source.Dispose();
        }
    }
}
