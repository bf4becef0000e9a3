using System.Globalization;

namespace Exploration;

/// <summary>One answer to a decision, as traces keep it.</summary>
internal readonly record struct Choice(char Kind, int Thread)
{
    internal static Choice StoreNow => new('n', 0);

    internal static Choice Delay => new('d', 0);

    internal bool IsRun => Kind == 't';

    internal bool IsFlush => Kind == 'f';

    internal static Choice Run(int thread) => new('t', thread);

    internal static Choice Flush(int thread) => new('f', thread);

    public override string ToString() => IsRun || IsFlush ? string.Create(CultureInfo.InvariantCulture, $"{Kind}{Thread}") : Kind.ToString();
}
