using System.Text.Json.Nodes;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Imaging;

namespace Yolo.Tests.Packages;

/// <summary>The packages as their users have them: programs in empty folders that know this repository only by what it packs.</summary>
public sealed class PackageTests
{
    private static readonly PredictOptions Options = new() { ImageSize = 64, Confidence = 1e-6, MaximumDetections = 3 };

    private TemporaryFolder folder = null!;
    private PackedFeed feed = null!;

    [OneTimeSetUp]
    public void PackEverything()
    {
        folder = new TemporaryFolder();
        feed = new PackedFeed(folder);
        feed.Pack();
        using var model = new YoloModel("yolov8n.yaml");
        model.Save(folder.Path("model.pt"));
        model.Export(new ExportOptions { ImageSize = 64, File = folder.Path("model.onnx") });
        DrawPicture().Save(folder.Path("picture.png"));
    }

    [OneTimeTearDown]
    public void DeleteFolder() => folder.Dispose();

    [Test]
    public void Core_DependsOnTorchSharp_WithoutABackend()
    {
        var dependencies = Dependencies("Yolo.Core");

        Assert.That(dependencies, Is.SupersetOf(new[] { "TorchSharp", "Yolo.Callbacks" }));
        Assert.That(dependencies, Has.None.StartsWith("TorchSharp-").And.None.StartsWith("libtorch"));
    }

    [Test]
    public void Callbacks_DependOn_Nothing() => Assert.That(Dependencies("Yolo.Callbacks"), Is.Empty);

    [Test]
    public void Package_OfALibrary_ExplainsItselfAndHasSymbols([Values("Yolo.Callbacks", "Yolo.Core", "Yolo.Extensions.DependencyInjection")] string name)
    {
        Assert.That(feed.Files(name), Is.SupersetOf(new[] { "README.md", "icon.png", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml" }));
        Assert.That(feed.Files(name, "snupkg"), Contains.Item($"lib/net10.0/{name}.pdb"));
        var description = feed.Description(name).Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);
        Assert.That((description["license"], description["icon"], description["readme"]), Is.EqualTo(("MIT", "icon.png", "README.md")));
    }

    [Test]
    public void Program_WithABackend_PredictsWhatThisProcessPredicts()
    {
        var program = Build("with", "TorchSharp-cpu");

        var (status, output, errors) = Run(program, "model.pt");

        Assert.That(status, Is.Zero, errors);
        AssertPredicted(output, "model.pt");
    }

    [Test]
    public void Program_WithoutABackend_SaysWhichPackagesToAddAndRunsExportedNetworks()
    {
        var program = Build("without");

        var checkpoint = Run(program, "model.pt");
        var exported = Run(program, "model.onnx");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((checkpoint.Status, checkpoint.Output, exported.Status), Is.EqualTo((1, "", 0)), exported.Errors);
            Assert.That(checkpoint.Errors, Does.StartWith("DllNotFoundException: "));
            Assert.That(checkpoint.Errors, Does.Contain("TorchSharp-cpu --version 0.107.0").And.Contains("TorchSharp-cuda-linux"));
        }

        AssertPredicted(exported.Output, "model.onnx");
    }

    [Test]
    public void Tool_InstalledInAnEmptyFolder_PredictsWhatThisProcessPredicts()
    {
        var here = folder.Path("tool");
        folder.Write("tool/nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{feed.Packages}" />
              </packageSources>
            </configuration>
            """);
        DotnetCommand.Require(here, feed.Environment, "tool", "install", "yolo", "--tool-path", "installed", "--version", feed.Version);
        var yolo = folder.Path("tool", "installed", "yolo");
        string[] pictures = [$"model={folder.Path("model.pt")}", $"source={folder.Path("picture.png")}"];

        var version = DotnetCommand.Run(here, yolo, feed.Environment, "version");
        var predict = DotnetCommand.Run(
            here, yolo, feed.Environment,
            ["predict", .. pictures, "imgsz=64", "conf=1e-6", "max_det=3", "save=false", "save_json=true", "name=found"]);

        Assert.That((version.Status, version.Output.Trim()), Is.EqualTo((0, feed.Version)), version.Errors);
        Assert.That(predict.Status, Is.Zero, predict.Errors);
        AssertPredicted(File.ReadAllText(folder.Path("tool", "runs", "detect", "found", "predictions.json")), "model.pt");
    }

    private string[] Dependencies(string name) =>
        [.. from element in feed.Description(name).Descendants() where element.Name.LocalName == "dependency" select element.Attribute("id")!.Value];

    // A program that knows the packages alone.
    private string Build(string name, params string[] backend)
    {
        folder.Write($"{name}/Program.cs", """
            using Yolo.Engine;
            using Yolo.Engine.Prediction;

            try
            {
                using var model = new YoloModel(args[0]);
                PredictOptions options = new() { ImageSize = 64, Confidence = 1e-6, MaximumDetections = 3 };
                Console.WriteLine(model.Predict(args[1], options).Single().ToJson());
                return 0;
            }
            catch (DllNotFoundException error)
            {
                Console.Error.WriteLine($"{error.GetType().Name}: {error.Message}");
                return 1;
            }
            """);
        IEnumerable<(string Name, string Version)> packages = [("Yolo.Core", feed.Version), .. backend.Select(package => (package, "0.107.0"))];
        var references = packages.Select(package => $"""<PackageReference Include="{package.Name}" Version="{package.Version}" />""");
        folder.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <UseAppHost>false</UseAppHost>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references)}
              </ItemGroup>
            </Project>
            """);
        DotnetCommand.Require(folder.Path(name), feed.Environment, "build", "--configuration", "Release", "--output", "out", "--nologo");
        return folder.Path(name, "out", $"{name}.dll");
    }

    private (int Status, string Output, string Errors) Run(string program, string model) =>
        DotnetCommand.Run(folder.Root, "dotnet", feed.Environment, "exec", program, folder.Path(model), folder.Path("picture.png"));

    // The same numbers to the last digit; a file has other blanks.
    private void AssertPredicted(string found, string name)
    {
        using var model = new YoloModel(folder.Path(name));
        var expected = JsonNode.Parse(model.Predict(folder.Path("picture.png"), Options).Single().ToJson())!;

        Assert.That(expected.AsArray(), Has.Count.EqualTo(Options.MaximumDetections));
        Assert.That(JsonNode.Parse(found)!.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
    }

    private static Image DrawPicture()
    {
        var picture = new Image(64, 64);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = (byte)(i * i % 251);
        }

        return picture;
    }
}
