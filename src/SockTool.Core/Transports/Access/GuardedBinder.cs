using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Access;

/// <summary>Lets in only whom <paramref name="admission"/> admits: right behind accept(2), so before any layer has said a word.</summary>
/// <param name="binder">Makes the binder of the sockets from what they are told.</param>
/// <param name="admission">Who may come in.</param>
/// <param name="settings">The limit of waiting for a client is for one who is let in: it is kept here.</param>
public sealed class GuardedBinder(Func<SocketSettings, IBinder> binder, IAdmission admission, SocketSettings settings) : IBinder
{
    public async ValueTask<IListener> BindAsync(CancellationToken cancellation)
    {
        var unlimited = settings.Limits.Accept == TimeSpan.Zero ? settings : settings with { Limits = settings.Limits with { Accept = Timeout.InfiniteTimeSpan } };
        var listener = await binder(unlimited).BindAsync(cancellation);
        if (listener.Address.Port is null)
        {
            // What was handed over is known only now. Nobody there has an address, and so nobody would ever be let in.
            await listener.DisposeAsync();
            throw new FailureException(new Failure(FailureKind.CannotBind, Operation.Inherit) { Subject = listener.Address.Name });
        }

        return new GuardedListener(listener, admission, settings);
    }
}
