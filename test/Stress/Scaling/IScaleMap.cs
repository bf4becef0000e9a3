namespace Stress.Scaling;

/// <summary>What is asked of a tree whose look-ups are counted. Structs implement it, so that the calls are direct ones.</summary>
internal interface IScaleMap
{
    bool TryGet(ulong key, out long value);

    void Set(ulong key, long value);

    void Remove(ulong key);
}
