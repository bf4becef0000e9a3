namespace Concurrent.Rcu;

/// <summary>The background half of a domain.</summary>
internal sealed class Reclaimer
{
    internal Reclaimer(RcuDomain domain, GracePeriods periods, RcuDomainOptions options)
    {
        _ = (domain, periods, options);
    }

    internal void Register(IIdleWork work) => _ = (this, work);

    internal void RequestIdleWork() => _ = this;
}
