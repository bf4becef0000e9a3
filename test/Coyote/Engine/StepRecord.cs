namespace Exploration;

/// <summary>One line of a report.</summary>
internal readonly record struct StepRecord(int Thread, string ThreadName, string Operation, string Location, string Value, string Place);
