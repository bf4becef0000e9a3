namespace Exploration;

/// <summary>Who decides which thread runs next.</summary>
internal enum EngineKind
{
    /// <summary>The explorer of this program.</summary>
    BuiltIn,

    /// <summary>Microsoft Coyote, when the program was built with it.</summary>
    Coyote,
}
