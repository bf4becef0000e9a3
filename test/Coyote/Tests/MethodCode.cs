using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace Exploration.Tests;

/// <summary>A method in its compiled form.</summary>
internal static class MethodCode
{
    private static readonly OpCode[] ShortCodes = new OpCode[256];
    private static readonly OpCode[] LongCodes = new OpCode[256];

    static MethodCode()
    {
        foreach (OpCode code in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!))
        {
            if (code.Size == 1) ShortCodes[code.Value & 0xFF] = code;
            else LongCodes[code.Value & 0xFF] = code;
        }
    }

    /// <summary>Its instructions, each with the type, field or method that it names.</summary>
    internal static IEnumerable<(OpCode Operation, MemberInfo? Member)> Of(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            OpCode operation = code[at] == 0xFE ? LongCodes[code[at + 1]] : ShortCodes[code[at]];
            at += operation.Size;
            bool names = operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType;
            yield return (operation, names ? method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod) : null);
            at += SizeOf(operation, code, at);
        }
    }

    private static int SizeOf(OpCode operation, byte[] code, int at) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
