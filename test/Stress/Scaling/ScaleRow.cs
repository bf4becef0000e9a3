namespace Stress.Scaling;

/// <summary>One measurement: the median of its rounds.</summary>
/// <param name="Tree">On which tree.</param>
/// <param name="Readers">How many threads looked up.</param>
/// <param name="Writers">How many threads added and removed, as fast as they could.</param>
/// <param name="LookUpsPerSecond">All readers together.</param>
/// <param name="ChangesPerSecond">All writers together.</param>
/// <param name="Efficiency">Look-ups per second and reader, against those of one reader without a writer: 1 is perfect scaling.</param>
/// <param name="Oversubscribed">There were more threads than cores, so that the efficiency says nothing about sharing.</param>
internal sealed record ScaleRow(string Tree, int Readers, int Writers, double LookUpsPerSecond, double ChangesPerSecond, double Efficiency, bool Oversubscribed);
