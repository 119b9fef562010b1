namespace Yolo.Data.Labels;

/// <summary>The verified pictures of a split and what verification had to say.</summary>
/// <param name="Images">The pictures that can be used, in the order of the list.</param>
/// <param name="Statistics">The counts.</param>
/// <param name="Faults">What is wrong with which file, in the order of the list.</param>
/// <param name="Notices">What else is worth knowing, in whole sentences.</param>
public sealed record LabelledDataset(
    IReadOnlyList<LabelledImage> Images, LabelStatistics Statistics, IReadOnlyList<LabelFault> Faults, IReadOnlyList<string> Notices)
{
    /// <summary>Whether any picture shows an object.</summary>
    public bool HasObjects => Images.Any(image => image.Objects.Count > 0);

    /// <summary>Drops the objects of all classes but some; the pictures stay.</summary>
    /// <param name="classes">The class indices to keep.</param>
    /// <returns>A data set of as many pictures.</returns>
    internal LabelledDataset KeepClasses(IReadOnlyCollection<int> classes)
    {
        var keep = classes.ToHashSet();
        return this with { Images = [.. Images.Select(image => image with { Objects = [.. image.Objects.Where(label => keep.Contains(label.Class))] })] };
    }

    /// <summary>How many objects each class has.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <returns>One count a class.</returns>
    public IReadOnlyList<int> CountByClass(int classes)
    {
        int[] counts = new int[classes];
        foreach (var label in Images.SelectMany(image => image.Objects))
        {
            counts[label.Class]++;
        }

        return counts;
    }
}
