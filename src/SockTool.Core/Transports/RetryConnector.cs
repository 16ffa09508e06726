using Polly;
using Polly.Retry;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>Tries again what may work later. The only file that knows Polly's retry.</summary>
public sealed class RetryConnector(IConnector inner, RetrySettings settings, ITransportObserver observer) : IConnector
{
    private Failure? last;

    public IConnector TellingTo(ITransportObserver observer) => new RetryConnector(inner.TellingTo(observer), settings, observer);

    public ValueTask PrepareAsync(CancellationToken cancellation) => inner.PrepareAsync(cancellation);

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        using var budget = new CancellationTokenSource(settings.Budget, settings.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, budget.Token);
        try
        {
            return await BuildPipeline().ExecuteAsync(AttemptAsync, both.Token);
        }
        catch (FailureException failed) when (MayWorkLater(failed.Failure))
        {
            throw new FailureException(failed.Failure with { Awaited = true });
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new FailureException((last ?? new Failure(FailureKind.ConnectTimedOut, Operation.Connect) { Limit = settings.Budget }) with { Awaited = true });
        }
    }

    private async ValueTask<IConnection> AttemptAsync(CancellationToken cancellation)
    {
        try
        {
            return await inner.ConnectAsync(cancellation);
        }
        catch (FailureException failed)
        {
            last = failed.Failure;
            throw;
        }
    }

    private ResiliencePipeline<IConnection> BuildPipeline() =>
        new ResiliencePipelineBuilder<IConnection> { TimeProvider = settings.Clock }
            .AddRetry(new RetryStrategyOptions<IConnection>
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is FailureException failed && MayWorkLater(failed.Failure)),
                MaxRetryAttempts = settings.Extra,
                Delay = settings.Delay,
                MaxDelay = settings.MaxDelay,
                BackoffType = settings.Backoff switch
                {
                    RetryBackoff.Constant => DelayBackoffType.Constant,
                    RetryBackoff.Linear => DelayBackoffType.Linear,
                    _ => DelayBackoffType.Exponential,
                },
                UseJitter = settings.Jitter == RetryJitter.Spread,
                OnRetry = args =>
                {
                    observer.Retrying(args.AttemptNumber + 1, args.RetryDelay, ((FailureException)args.Outcome.Exception!).Failure);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private static bool MayWorkLater(Failure failure) =>
        failure.Kind is FailureKind.Refused or FailureKind.Unreachable or FailureKind.ConnectTimedOut or FailureKind.NameNotResolved;
}
