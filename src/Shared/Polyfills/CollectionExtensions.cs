namespace ContainerSec.Polyfills;

/// <summary>Members of collections that netstandard2.0 lacks, with the meaning of today's framework.</summary>
internal static class CollectionExtensions
{
    public static bool TryAdd<TKey, TValue>(this Dictionary<TKey, TValue> map, TKey key, TValue value)
    {
        if (map.ContainsKey(key))
            return false;
        map.Add(key, value);
        return true;
    }

    public static TValue? GetValueOrDefault<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> map, TKey key) =>
        map.TryGetValue(key, out var value) ? value : default;

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value)
    {
        key = pair.Key;
        value = pair.Value;
    }

    public static HashSet<T> ToHashSet<T>(this IEnumerable<T> items, IEqualityComparer<T>? comparer = null) => new(items, comparer);

    public static bool TryPop<T>(this Stack<T> stack, out T? value)
    {
        var any = stack.Count > 0;
        value = any ? stack.Pop() : default;
        return any;
    }
}
