using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Exploration;

/// <summary>Writes down the steps of one schedule, with names that are the same in every run of it.</summary>
internal sealed class StepLog
{
    private readonly Dictionary<nint, string> locations = [];
    private readonly Dictionary<object, string> objects = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> numbers = [];

    internal List<StepRecord> Steps { get; } = [];

    /// <summary>Forgets a schedule that is repeated.</summary>
    internal void Clear()
    {
        Steps.Clear();
        locations.Clear();
        objects.Clear();
        numbers.Clear();
    }

    internal void Add<T>(LogicalThread thread, string operation, nint location, T value, Site site) =>
        Steps.Add(new StepRecord(thread.Id, thread.Name, operation, NameOf(location, site), Text(value), site.Place));

    internal void Add(LogicalThread thread, string operation, object what, Site site)
    {
        if (operation.Length != 0) Steps.Add(new StepRecord(thread.Id, thread.Name, operation, NameOf(what, site.Name ?? "object"), "", site.Place));
    }

    internal void Add(LogicalThread thread, string operation, Site site) =>
        Steps.Add(new StepRecord(thread.Id, thread.Name, operation, "", "", site.Place));

    internal void AddFlush(LogicalThread thread, in BufferedStore store) =>
        Steps.Add(new StepRecord(thread.Id, thread.Name, "delayed write becomes visible", store.Name, "", ""));

    internal string NameOf(nint location, Site site)
    {
        if (!locations.TryGetValue(location, out string? name))
        {
            name = Number(Shorten(site.Name ?? "?"));
            locations.Add(location, name);
        }

        return name;
    }

    private string NameOf(object what, string kind)
    {
        if (!objects.TryGetValue(what, out string? name))
        {
            name = Number(kind);
            objects.Add(what, name);
        }

        return name;
    }

    private string Number(string name)
    {
        int number = numbers.GetValueOrDefault(name) + 1;
        numbers[name] = number;
        return $"{name}#{number}";
    }

    /// <summary>The last part of the expression: <c>periods.Epoch.Value</c> for <c>ref periods.Epoch.Value</c>, <c>slot</c> for a cast of a slot.</summary>
    private static string Shorten(string expression)
    {
        string name = expression.Trim();
        if (name.StartsWith("ref ", StringComparison.Ordinal)) name = name[4..];
        if (name.StartsWith("in ", StringComparison.Ordinal)) name = name[3..];
        int cast = name.LastIndexOf("(ref ", StringComparison.Ordinal);
        if (cast >= 0) name = name[(cast + 5)..].TrimEnd(')');
        return name;
    }

    private string Text<T>(T value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Concurrent.Thread thread => $"thread '{thread.Name}'",
        IFormattable number when typeof(T).IsPrimitive || value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        _ when !value.GetType().IsValueType => NameOf(value, TypeName(value.GetType())),
        _ => value.ToString() ?? "",
    };

    private static string TypeName(Type type)
    {
        string name = type.Name;
        int generic = name.IndexOf('`', StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }
}
