namespace Yolo.Tests;

public sealed class FileReplacementTests : FolderFixture
{
    private const int SharingViolation = unchecked((int)0x80070020);

    private static readonly IOException InUse = new("in use") { HResult = SharingViolation };

    private int pauses;

    [SetUp]
    public void SetUp()
    {
        pauses = 0;
        Folder.Write("last.pt", "old");
        Folder.Write("new.tmp", "new");
    }

    [Test]
    public void Replace_FileThatIsHeldForAMoment_WaitsAndReplacesIt()
    {
        Replace(failures: 3, InUse);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(Folder.Path("last.pt")), Is.EqualTo("new"));
            Assert.That(pauses, Is.EqualTo(3));
        }
    }

    [Test]
    public void Replace_FileThatIsHeldForGood_KeepsBothAndNamesThem()
    {
        var error = Assert.Throws<FileHeldException>(() => Replace(failures: int.MaxValue, InUse));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Does.StartWith(Folder.Path("last.pt")).And.Contains("another process").And.Contains(Folder.Path("new.tmp")));
            Assert.That(File.ReadAllText(Folder.Path("last.pt")), Is.EqualTo("old"));
            Assert.That(File.ReadAllText(Folder.Path("new.tmp")), Is.EqualTo("new"));
            Assert.That(pauses, Is.EqualTo(FileReplacement.Attempts - 1));
        }
    }

    [Test]
    public void Replace_WithAccessDeniedOnWindows_TakesTheFileForHeld()
    {
        Replace(failures: 1, new UnauthorizedAccessException(), isWindows: true);

        Assert.That(pauses, Is.EqualTo(1));
    }

    [TestCase(false, FileAttributes.Normal)]
    [TestCase(true, FileAttributes.ReadOnly)]
    public void Replace_WithAccessDeniedForAnotherReason_FailsAtOnceAndLeavesNothing(bool isWindows, FileAttributes attributes)
    {
        File.SetAttributes(Folder.Path("last.pt"), attributes);
        Assert.That(() => Replace(failures: 1, new UnauthorizedAccessException(), isWindows), Throws.TypeOf<UnauthorizedAccessException>());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pauses, Is.Zero);
            Assert.That(Folder.Files, Is.EqualTo(new[] { "last.pt" }));
        }
    }

    [Test]
    public void AtomicWrite_ThatFailsHalfWay_LeavesTheOldFileAlone()
    {
        Assert.That(() => AtomicFile.Write(Folder.Path("last.pt"), _ => throw new IOException("full")), Throws.TypeOf<IOException>());

        Assert.That(Folder.Files, Is.EqualTo(new[] { "last.pt", "new.tmp" }));
    }

    private void Replace(int failures, Exception error, bool isWindows = false)
    {
        void Move(string from, string to)
        {
            if (failures-- > 0)
            {
                throw error;
            }

            File.Move(from, to, overwrite: true);
        }

        new FileReplacement(Move, _ => pauses++, isWindows).Replace(Folder.Path("new.tmp"), Folder.Path("last.pt"));
    }
}
