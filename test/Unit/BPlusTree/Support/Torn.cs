using System;

namespace Concurrent.Unit.Trees;

internal delegate bool Step<TReader>(ref TReader reader)
    where TReader : allows ref struct;

/// <summary>What readers of a batch say after one of its writes broke off half way.</summary>
internal static class Torn
{
    /// <summary>The message of what a step throws, which no lambda could ask of a ref struct.</summary>
    public static string Thrown<TReader>(ref TReader reader, Step<TReader> step)
        where TReader : allows ref struct
    {
        try
        {
            return $"answered {step(ref reader)}";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
