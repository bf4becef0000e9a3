namespace Exploration;

/// <summary>Which memory models a run explores.</summary>
internal enum ModelChoice
{
    /// <summary>Sequentially consistent first, then total store order.</summary>
    Both,

    /// <summary>Sequentially consistent.</summary>
    Sc,

    /// <summary>Total store order.</summary>
    Tso,
}
