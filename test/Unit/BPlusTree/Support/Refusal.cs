using System;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Expects an exception of a call on a batch, which no lambda can capture but which one can be handed.</summary>
internal static class Refusal
{
    /// <summary>The call throws the exception, or one derived from it.</summary>
    public static void Of<TException, TKey, TValue>(BPlusTree<TKey, TValue>.Batch batch, Action<BPlusTree<TKey, TValue>.Batch> call)
        where TException : Exception
        where TKey : notnull
    {
        Exception? thrown = null;
        try
        {
            call(batch);
        }
        catch (Exception e)
        {
            thrown = e;
        }

        Assert.IsAssignableFrom<TException>(thrown);
    }
}
