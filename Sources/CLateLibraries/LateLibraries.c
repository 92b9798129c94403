// Large libraries that few commands need are loaded when one of their functions is first called: linked as usual they and what they
// drag along take most of the time that `convoke --help` needs. Each function gets a door of its own name in this program, which jumps
// to where the library has it. The doors are of assembly, for C knows their names with their types already.

// On other processors the doors are left out, and the libraries are linked as usual.
#if defined(__x86_64__)

#include <dlfcn.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "Functions.h"

struct door {
    const char *name;
    void **address;
};

struct library {
    // Its file without the version, and the start of its package's name, on Debian.
    const char *file, *package;
    int version;
    const struct door *doors;
    size_t count;
};

// A door jumps to its address, or has its library loaded first.
#define DOOR(name)                                                                                                     \
    __attribute__((used, visibility("hidden"))) void *convoke_late_##name;                                             \
    __asm__(".pushsection .text\n"                                                                                     \
            ".globl " #name "\n.hidden " #name "\n.type " #name ", @function\n.p2align 4\n" #name ":\n"                \
            "    endbr64\n"                                                                                            \
            "    movq convoke_late_" #name "(%rip), %r11\n"                                                            \
            "    testq %r11, %r11\n"                                                                                   \
            "    je 1f\n"                                                                                              \
            "    jmpq *%r11\n"                                                                                         \
            "1:  leaq convoke_late_" #name "(%rip), %r11\n"                                                            \
            "    jmp convoke_late_load\n"                                                                              \
            ".size " #name ", . - " #name "\n.popsection\n");
#define ENTRY(name) {#name, &convoke_late_##name},
#define LIBRARY(title, FUNCTIONS)                                                                                      \
    FUNCTIONS(DOOR)                                                                                                    \
    static const struct door title##_doors[] = {FUNCTIONS(ENTRY)};

LIBRARY(curl, CURL_FUNCTIONS)
LIBRARY(postgres, POSTGRES_FUNCTIONS)
LIBRARY(mime, MIME_FUNCTIONS)
LIBRARY(ical, ICAL_FUNCTIONS)

#define OF(doors) doors, sizeof doors / sizeof doors[0]

static const struct library libraries[] = {
    {"libcurl.so", "libcurl", 4, OF(curl_doors)},
    {"libpq.so", "libpq", 5, OF(postgres_doors)},
    {"libgmime-3.0.so", "libgmime-3.0-", 0, OF(mime_doors)},
    {"libical.so", "libical", ICAL_MAJOR_VERSION, OF(ical_doors)},
};

// Without the library nothing can go on, as if it had been missing at the start; 69 is EX_UNAVAILABLE.
_Noreturn static void give_up(const struct library *library) {
    const char *reason = dlerror();
    fprintf(stderr, "convoke: A library cannot be used here (%s). Install its package (%s%d on Debian), then run the command again.\n",
            reason ? reason : library->file, library->package, library->version);
    fflush(NULL);
    _exit(69);
}

static void load(const struct library *library) {
    char file[32];
    snprintf(file, sizeof file, "%s.%d", library->file, library->version);
    void *handle = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (handle == NULL) give_up(library);
    for (size_t i = 0; i < library->count; i++) {
        void *address = dlsym(handle, library->doors[i].name);
        if (address == NULL) give_up(library);
        __atomic_store_n(library->doors[i].address, address, __ATOMIC_RELEASE);
    }
}

// Called from the door whose address is still empty. Two threads may load at once: the second finds the same addresses.
__attribute__((used, visibility("hidden"))) void convoke_late_find(void **address) {
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++)
        for (size_t j = 0; j < libraries[i].count; j++)
            if (libraries[i].doors[j].address == address) return load(&libraries[i]);
    abort();
}

// Keeps what a caller passes in registers (System V ABI, AMD64, section 3.2.3) while the library is loaded, and jumps on.
__asm__(".pushsection .text\n"
        ".hidden convoke_late_load\n.type convoke_late_load, @function\nconvoke_late_load:\n"
        "    pushq %rbp\n"
        "    movq %rsp, %rbp\n"
        "    subq $192, %rsp\n"
        "    movq %rdi, (%rsp)\n    movq %rsi, 8(%rsp)\n    movq %rdx, 16(%rsp)\n    movq %rcx, 24(%rsp)\n"
        "    movq %r8, 32(%rsp)\n    movq %r9, 40(%rsp)\n    movq %rax, 48(%rsp)\n    movq %r11, 56(%rsp)\n"
        "    movaps %xmm0, 64(%rsp)\n    movaps %xmm1, 80(%rsp)\n    movaps %xmm2, 96(%rsp)\n    movaps %xmm3, 112(%rsp)\n"
        "    movaps %xmm4, 128(%rsp)\n    movaps %xmm5, 144(%rsp)\n    movaps %xmm6, 160(%rsp)\n    movaps %xmm7, 176(%rsp)\n"
        "    movq %r11, %rdi\n"
        "    callq convoke_late_find\n"
        "    movq (%rsp), %rdi\n    movq 8(%rsp), %rsi\n    movq 16(%rsp), %rdx\n    movq 24(%rsp), %rcx\n"
        "    movq 32(%rsp), %r8\n    movq 40(%rsp), %r9\n    movq 48(%rsp), %rax\n    movq 56(%rsp), %r11\n"
        "    movaps 64(%rsp), %xmm0\n    movaps 80(%rsp), %xmm1\n    movaps 96(%rsp), %xmm2\n    movaps 112(%rsp), %xmm3\n"
        "    movaps 128(%rsp), %xmm4\n    movaps 144(%rsp), %xmm5\n    movaps 160(%rsp), %xmm6\n    movaps 176(%rsp), %xmm7\n"
        "    leave\n"
        "    jmpq *(%r11)\n"
        ".size convoke_late_load, . - convoke_late_load\n.popsection\n");

#endif
