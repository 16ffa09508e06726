using System.Collections;
using System.Reflection;
using SockTool.Catalogs;
using SockTool.Commands;

namespace SockTool.Tests;

/// <summary>Every sentence that a language must have, each with arguments of its own making: whoever adds one need not come here.</summary>
internal static class Sentences
{
    private static readonly IReadOnlyList<SockCommand> Commands = CommandCatalog.All();

    // Those that are looked up by a word, and the words.
    private static readonly Dictionary<string, IReadOnlyList<string>> Words = new(StringComparer.Ordinal)
    {
        [nameof(Messages.GroupTitle)] = [.. Commands.SelectMany(command => command.Groups).Select(group => group.Name).Append("general").Distinct(StringComparer.Ordinal)],
        [nameof(Messages.OptionHelp)] = [.. Commands.SelectMany(command => command.Groups).SelectMany(group => group.Options).Select(option => option.Option.Name).Concat(CommandLine.GeneralOptions.Select(option => option.Name)).Distinct(StringComparer.Ordinal)],
        [nameof(Messages.CommandHelp)] = [.. Commands.Select(command => command.Name)],
        [nameof(Messages.Examples)] = [.. Commands.Select(command => command.Name), ""],
        [nameof(Messages.ExitMeaning)] = [.. ExitCodes.Table.Select(row => row.Cause)],
    };

    public static IEnumerable<MethodInfo> Members => typeof(Messages).GetMethods().Where(method => method.IsAbstract);

    /// <summary>Every use of a sentence: its name with what makes it another one, and how it is asked for.</summary>
    public static IEnumerable<(string Name, Func<Messages, IReadOnlyList<string>> Say)> All() =>
        from method in Members
        from arguments in ArgumentsOf(method)
        select ($"{method.Name}({string.Join(", ", arguments.Where(argument => argument is Enum || Words.ContainsKey(method.Name)))})", (Func<Messages, IReadOnlyList<string>>)(messages => Say(method, messages, arguments)));

    // A word that a switch does not know is a sentence that is missing: it shall be named with all the others.
    private static IReadOnlyList<string> Say(MethodInfo method, Messages messages, object?[] arguments)
    {
        try
        {
            return Texts(method.Invoke(messages, arguments));
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentOutOfRangeException)
        {
            return ["(missing)"];
        }
    }

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo method)
    {
        IEnumerable<object?[]> all = [[]];
        foreach (var parameter in method.GetParameters())
        {
            all = all.SelectMany(before => ValuesOf(method, parameter.ParameterType), (before, value) => (object?[])[.. before, value]);
        }

        return all;
    }

    private static IEnumerable<object?> ValuesOf(MethodInfo method, Type type) =>
        type == typeof(string) && Words.TryGetValue(method.Name, out var words) ? words
        : type.IsEnum ? Enum.GetValues(type).Cast<object?>()
        : type == typeof(bool) ? [true, false]
        : [Sample(type)];

    private static object? Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(1),
        _ when Nullable.GetUnderlyingType(type) is { } value => Sample(value),
        { IsPrimitive: true } => Convert.ChangeType(2, type, System.Globalization.CultureInfo.InvariantCulture),
        { IsEnum: true } => Enum.GetValues(type).GetValue(0),
        { IsInterface: true, IsGenericType: true } => ListOf(type.GetGenericArguments()[0]),
        { IsInterface: true } or { IsAbstract: true } => null,
        _ => Made(type),
    };

    // The constructor that says most; that of a copy says nothing.
    private static object? Made(Type type)
    {
        var constructors = type.GetConstructors().Where(one => one.GetParameters().All(parameter => parameter.ParameterType != type)).ToList();
        var most = constructors.MaxBy(one => one.GetParameters().Length);
        return most is null ? Activator.CreateInstance(type) : most.Invoke([.. most.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
    }

    private static Array ListOf(Type type)
    {
        var list = Array.CreateInstance(type, 1);
        list.SetValue(Sample(type), 0);
        return list;
    }

    private static IReadOnlyList<string> Texts(object? said) => said switch
    {
        null => [],
        string text => [text],
        IEnumerable<(string, string)> rows => [.. rows.Select(row => row.Item2)],
        IEnumerable list => [.. list.Cast<string>()],
        _ => throw new InvalidOperationException(said.GetType().Name),
    };
}
