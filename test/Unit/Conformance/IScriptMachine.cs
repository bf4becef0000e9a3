using System.IO;

namespace Concurrent.Unit.Conformance;

/// <summary>Answers the operations of a script the way the kernel's driver prints them.</summary>
internal interface IScriptMachine
{
    /// <summary>The answer to an operation.</summary>
    /// <exception cref="InvalidDataException">The line cannot be replayed.</exception>
    string Answer(ScriptLine line);

    /// <summary>Whether the answer is the recorded one.</summary>
    bool IsSame(ScriptLine line, string answer);

    void CheckInvariants();
}
