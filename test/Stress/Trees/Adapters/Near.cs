namespace Stress.Trees;

/// <summary>Which neighbour is looked for.</summary>
internal enum Near
{
    Floor,
    Ceiling,
    Lower,
    Higher,
    First,
    Last,
}
