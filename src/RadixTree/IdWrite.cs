using Concurrent.Rcu;

namespace Concurrent;

/// <summary>One write to an id allocator: proof that its lock is held, which it gives back at the end.</summary>
internal readonly ref struct IdWrite
{
    private readonly WriterToken token;

    internal IdWrite(IdWriter words, WriterToken token)
    {
        Words = words;
        this.token = token;
    }

    /// <summary>What may be done under the lock.</summary>
    internal IdWriter Words { get; }

    public void Dispose()
    {
        try
        {
            Words.End();
        }
        finally
        {
            token.Dispose();
        }
    }
}
