using System.Runtime.CompilerServices;

namespace Exploration;

/// <summary>A field that threads of a scenario access plainly, with a point before and after each access.</summary>
internal sealed class Cell<T>
{
    private readonly Engine engine;
    private readonly string name;
    private readonly CellHistory history = new();
    private T content;

    internal Cell(Engine engine, string name, T value)
    {
        this.engine = engine;
        this.name = name;
        content = value;
    }

    internal T Value
    {
        get => Get();
        set => Set(value);
    }

    /// <summary>As the getter, with the caller's line in the report.</summary>
    internal T Get([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return content;
        engine.Point(self);
        engine.CheckRead(self, history, name);
        T value = content;
        engine.PlainRead(self, ref content, value, new Site(name, file, line));
        engine.Point(self);
        return value;
    }

    /// <summary>As the setter, with the caller's line in the report.</summary>
    internal void Set(T value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null)
        {
            content = value;
            return;
        }

        engine.Point(self);
        engine.CheckWrite(self, history, name);
        engine.PlainWrite(self, ref content, value, new Site(name, file, line));
        engine.Point(self);
    }
}
