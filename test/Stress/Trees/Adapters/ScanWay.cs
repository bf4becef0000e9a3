namespace Stress.Trees;

/// <summary>The ways to read a range.</summary>
internal enum ScanWay
{
    /// <summary>The enumerator, in one read section.</summary>
    Ascending,

    /// <summary>The enumerator, backwards.</summary>
    Descending,

    /// <summary>The one behind <see cref="System.Collections.Generic.IEnumerable{T}"/>, which seeks on by key.</summary>
    Paged,

    /// <summary>Copying, some entries at a time. Where a tree has none for ranges, a cursor.</summary>
    Copied,
}
