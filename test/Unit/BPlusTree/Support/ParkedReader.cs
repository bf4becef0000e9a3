using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A thread that stays inside a read section, held by a gate, until it is released.</summary>
internal sealed class ParkedReader : IDisposable
{
    private readonly ManualResetEventSlim _parked = new(false);
    private readonly ManualResetEventSlim _gate = new(false);
    private readonly Thread _thread;
    private Exception? _failure;

    private ParkedReader(Action<Action> body)
    {
        _thread = new Thread(() =>
        {
            try
            {
                body(Park);
            }
            catch (Exception e)
            {
                _failure = e;
            }
            finally
            {
                _parked.Set();
            }
        })
        { Name = "parked reader", IsBackground = true };
        _thread.Start();
        _parked.Wait();
    }

    /// <summary>A reader that has entered a section of the domain and does what <paramref name="afterRelease"/> says before it leaves.</summary>
    public static ParkedReader Enter(RcuDomain domain, Action? afterRelease = null)
        => new(park =>
        {
            using var section = domain.EnterRead();
            park();
            afterRelease?.Invoke();
        });

    /// <summary>A reader that parks wherever its body calls the action it is given.</summary>
    public static ParkedReader Run(Action<Action> body) => new(body);

    public void Release()
    {
        _gate.Set();
        Assert.True(_thread.Join(TimeSpan.FromMinutes(4)), "the parked reader hangs");
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose() => _gate.Set();

    private void Park()
    {
        _parked.Set();
        _gate.Wait();
    }
}
