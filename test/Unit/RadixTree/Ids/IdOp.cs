namespace Concurrent.Unit.Ids;

internal enum IdVerb
{
    Allocate,
    AllocateFrom,
    AllocateIn,
    Cyclic,
    CyclicIn,
    Range,
    RangeIn,
    Take,
    Free,
    FreeRange,
    FreeOne,
    Seek,
    Quiet,
    Clear,
    Enumerate,
}

/// <summary>One step: what, the window as places among the interesting ids, and how many.</summary>
internal readonly record struct IdOp(IdVerb Verb, int One, int Other, int Count);
