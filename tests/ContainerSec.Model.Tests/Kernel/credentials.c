// Asks the kernel what CredentialsKernelTests computes. As "shown ID" it is the program that is executed and tells what it has;
// otherwise it reads lines from standard input, prepares files and runs cases, each in a process of its own.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/prctl.h>
#include <linux/securebits.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static void show(const char *id)
{
    static char status[16384], line[1024];
    int file = open("/proc/self/status", O_RDONLY);
    ssize_t length = read(file, status, sizeof status - 1);
    close(file);
    status[length > 0 ? length : 0] = 0;
    uid_t r, e, s;
    gid_t rg, eg, sg;
    getresuid(&r, &e, &s);
    getresgid(&rg, &eg, &sg);
    int at = snprintf(line, sizeof line, "%s %u,%u,%u %u,%u,%u", id, r, e, s, rg, eg, sg);
    const char *names[] = { "CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:" };
    for (int i = 0; i < 5; i++) {
        char *found = strstr(status, names[i]);
        at += snprintf(line + at, sizeof line - at, " %llx", found ? strtoull(found + 7, NULL, 16) : 0ULL);
    }
    at += snprintf(line + at, sizeof line - at, " %d\n", prctl(PR_GET_SECUREBITS));
    if (write(1, line, at) != at)
        _exit(3);
    _exit(0);
}

static void say(const char *id, const char *what)
{
    char line[256];
    int length = snprintf(line, sizeof line, "%s %s %d\n", id, what, errno);
    if (write(1, line, length) != length)
        _exit(3);
    _exit(0);
}

static int set(uint64_t permitted, uint64_t inheritable, uint64_t effective)
{
    struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[2] = {
        { (uint32_t)effective, (uint32_t)permitted, (uint32_t)inheritable },
        { (uint32_t)(effective >> 32), (uint32_t)(permitted >> 32), (uint32_t)(inheritable >> 32) },
    };
    return syscall(SYS_capset, &head, data);
}

static uint64_t full(void)
{
    struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[2] = { { 0 } };
    syscall(SYS_capget, &head, data);
    return data[0].permitted | (uint64_t)data[1].permitted << 32;
}

static char *word(void) { return strtok(NULL, " \n"); }
static uint64_t hex(void) { return strtoull(word(), NULL, 16); }
static unsigned number(void) { return strtoul(word(), NULL, 10); }

// "INSIDE:OUTSIDE:LENGTH,...": the parent writes the map, since it may map more than itself.
static int map(pid_t child, const char *kind, const char *text)
{
    char path[64], lines[1024];
    snprintf(path, sizeof path, "/proc/%d/%s_map", child, kind);
    snprintf(lines, sizeof lines, "%s", text);
    for (char *c = lines; *c; c++)
        *c = *c == ':' ? ' ' : *c == ',' ? '\n' : *c;
    int file = open(path, O_WRONLY);
    int ok = file >= 0 && write(file, lines, strlen(lines)) == (ssize_t)strlen(lines);
    close(file);
    return ok ? 0 : -1;
}

static void become(const char *id, const int *asks, const int *answers, const char *ns)
{
    if (strcmp(ns, "-") != 0) {
        char byte = 0;
        if (unshare(CLONE_NEWUSER) != 0)
            say(id, "unshare");
        if (write(asks[1], &byte, 1) != 1 || read(answers[0], &byte, 1) != 1 || byte != 1)
            say(id, "map");
    }
    gid_t groups[8];
    int count = 0;
    char *list = word(), *rest = NULL;
    if (strcmp(list, "-") != 0)
        for (char *g = strtok_r(list, ",", &rest); g && count < 8; g = strtok_r(NULL, ",", &rest))
            groups[count++] = strtoul(g, NULL, 10);
    if (setgroups(count, groups) != 0)
        say(id, "setgroups");
    gid_t rg = number(), eg = number(), sg = number();
    if (setresgid(rg, eg, sg) != 0)
        say(id, "setresgid");
    uid_t r = number(), e = number(), s = number();
    uint64_t bounding = hex(), inheritable = hex(), permitted = hex(), effective = hex(), ambient = hex();
    unsigned securebits = number(), nnp = number();
    uint64_t all = full();
    if (prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS | SECBIT_NO_SETUID_FIXUP) != 0 || setresuid(r, e, s) != 0)
        say(id, "setresuid");
    if (set(all, inheritable, all) != 0)
        say(id, "inheritable");
    for (int i = 0; i <= CAP_LAST_CAP; i++)
        if (!(bounding >> i & 1) && prctl(PR_CAPBSET_DROP, i) != 0)
            say(id, "bounding");
    for (int i = 0; i <= CAP_LAST_CAP; i++)
        if ((ambient >> i & 1) && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, i, 0, 0) != 0)
            say(id, "ambient");
    if (prctl(PR_SET_SECUREBITS, securebits) != 0)
        say(id, "securebits");
    if (set(permitted, inheritable, effective) != 0)
        say(id, "permitted");
    if (nnp && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        say(id, "nnp");
}

// A case: ID NS GROUPS RGID EGID SGID RUID EUID SUID BOUNDING INHERITABLE PERMITTED EFFECTIVE AMBIENT SECUREBITS NNP, then what it does.
static void run(const char *self)
{
    char *id = word(), *ns = word();
    int asks[2], answers[2], isMapped = strcmp(ns, "-") != 0;
    if (isMapped && (pipe(asks) != 0 || pipe(answers) != 0))
        exit(2);
    pid_t child = fork();
    if (child == 0) {
        become(id, asks, answers, ns);
        for (char *what = word(); what; what = word()) {
            if (strcmp(what, "setuid") == 0) {
                if (setuid(number()) != 0)
                    say(id, "refused");
            } else if (strcmp(what, "setresuid") == 0) {
                uid_t r = number(), e = number(), s = number();
                if (setresuid(r, e, s) != 0)
                    say(id, "refused");
            } else if (strcmp(what, "ambient") == 0) {
                if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, number(), 0, 0) != 0)
                    say(id, "refused");
            } else if (strcmp(what, "access") == 0) {
                char *path = word();
                int wanted = number();
                say(id, faccessat(AT_FDCWD, path, wanted, AT_EACCESS) == 0 ? "allowed" : "denied");
            } else if (strcmp(what, "unlink") == 0) {
                say(id, unlink(word()) == 0 ? "allowed" : "denied");
            } else if (strcmp(what, "create") == 0 || strcmp(what, "mkdir") == 0 || strcmp(what, "write") == 0) {
                char *path = word(), found[64];
                unsigned mode = strtoul(word(), NULL, 8);
                struct stat made;
                int file = what[0] == 'm' ? mkdir(path, mode) : what[0] == 'c' ? open(path, O_CREAT | O_EXCL | O_WRONLY, mode) : open(path, O_WRONLY);
                if (file < 0 || (what[0] == 'w' && write(file, "x", 1) != 1) || stat(path, &made) != 0)
                    say(id, "refused");
                snprintf(found, sizeof found, "%o,%u,%u", made.st_mode & 07777, made.st_uid, made.st_gid);
                say(id, found);
            } else if (strcmp(what, "exec") == 0) {
                execl(word(), "shown", "shown", id, (char *)NULL);
                say(id, "refused");
            } else if (strcmp(what, "print") == 0) {
                show(id);
            }
        }
        _exit(4);
    }
    if (isMapped) {
        char byte = 0;
        close(asks[1]);
        close(answers[0]);
        if (read(asks[0], &byte, 1) == 1) {
            byte = map(child, "uid", ns) == 0 && map(child, "gid", ns) == 0;
            if (write(answers[1], &byte, 1) != 1)
                exit(2);
        }
        close(asks[0]);
        close(answers[1]);
    }
    waitpid(child, NULL, 0);
}

static int copy(const char *from, const char *to)
{
    static char bytes[1 << 16];
    int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0755);
    for (ssize_t n; in >= 0 && out >= 0 && (n = read(in, bytes, sizeof bytes)) > 0;)
        if (write(out, bytes, n) != n)
            return -1;
    close(in);
    return close(out);
}

// A file: PATH MODE OWNER GROUP ATTRIBUTE, the mode in octal, the attribute in hexadecimal or "-"; "program" is a copy of this one, "dir" a folder.
static void make(const char *self, const char *kind)
{
    char *path = word();
    unsigned mode = strtoul(word(), NULL, 8), owner = number(), group = number();
    char *attribute = word();
    int made = strcmp(kind, "program") == 0 ? copy(self, path)
        : strcmp(kind, "dir") == 0 ? mkdir(path, 0755)
        : close(open(path, O_CREAT | O_WRONLY, 0600));
    unsigned char value[64];
    size_t length = 0;
    for (char *c = attribute; strcmp(attribute, "-") != 0 && c[0] && c[1]; c += 2) {
        char pair[3] = { c[0], c[1], 0 };
        value[length++] = strtoul(pair, NULL, 16);
    }
    if (made != 0 || chown(path, owner, group) != 0 || chmod(path, mode) != 0
        || (length > 0 && setxattr(path, "security.capability", value, length, 0) != 0)) {
        fprintf(stderr, "cannot make %s: %s\n", path, strerror(errno));
        exit(2);
    }
}

// The same folder once more, on a mount with nosuid.
static void bindWithoutSetId(const char *from, const char *to)
{
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
        || mount(from, to, NULL, MS_BIND, NULL) != 0 || mount(NULL, to, NULL, MS_BIND | MS_REMOUNT | MS_NOSUID, NULL) != 0) {
        fprintf(stderr, "cannot mount: %s\n", strerror(errno));
        exit(2);
    }
}

int main(int argc, char **argv)
{
    static char line[4096];
    if (argc > 2 && strcmp(argv[1], "shown") == 0)
        show(argv[2]);
    struct statvfs fs;
    if (statvfs(argv[0], &fs) != 0 || (fs.f_flag & ST_NOSUID)) {
        fprintf(stderr, "the folder is mounted nosuid\n");
        return 2;
    }
    umask(0);
    while (fgets(line, sizeof line, stdin)) {
        char *kind = strtok(line, " \n");
        if (!kind)
            continue;
        if (strcmp(kind, "case") == 0)
            run(argv[0]);
        else if (strcmp(kind, "nosuid") == 0) {
            char *from = word();
            bindWithoutSetId(from, word());
        } else
            make(argv[0], kind);
    }
    return 0;
}
