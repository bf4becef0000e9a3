using System;

namespace Concurrent;

/// <summary>
/// Stands in for <c>System.ThreadStaticAttribute</c> and does nothing: the library's thread-statics become ordinary statics, which the engine exchanges whenever
/// another logical thread runs (<see cref="Exploration.LibraryThreadStatics"/>). Kept threads would carry real ones from schedule to schedule.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class ThreadStaticAttribute : Attribute;
