// The limits of one core: exponentials and logarithms in a vector loop, and traffic with memory. It prints one line of JSON.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

enum { few = 4096, many = 1 << 23, rounds = 15 };

static double x[few], y[few];

// per_ns times a loop over the vectors, in nanoseconds a number: the best of several rounds.
#define PER_NS(expression)                                                  \
    ({                                                                      \
        double best = 0;                                                    \
        for (int round = 0; round < rounds; round++) {                      \
            double began = now();                                           \
            for (int again = 0; again < 300; again++) {                     \
                for (int i = 0; i < few; i++) y[i] = (expression);          \
                __asm__ volatile("" : : "g"(y) : "memory");                 \
            }                                                               \
            double rate = 300. * few / (1e9 * (now() - began));             \
            if (rate > best) best = rate;                                   \
        }                                                                   \
        best;                                                               \
    })

int main(void) {
    for (int i = 0; i < few; i++) x[i] = 1e-3 + 5. * i / few;
    double exponentials = PER_NS(exp(-x[i])), differences = PER_NS(expm1(-x[i])), logarithms = PER_NS(log1p(x[i]));

    double *a = malloc(many * sizeof *a), *b = malloc(many * sizeof *b), *c = malloc(many * sizeof *c);
    if (!a || !b || !c) return 1;
    for (int i = 0; i < many; i++) a[i] = 0, b[i] = i, c[i] = 1;
    double stream = 0;
    for (int round = 0; round < rounds; round++) {
        double began = now();
        for (int i = 0; i < many; i++) a[i] = b[i] + 3 * c[i];
        __asm__ volatile("" : : "g"(a) : "memory");
        double rate = 3. * sizeof *a * many / (1e9 * (now() - began));
        if (rate > stream) stream = rate;
    }
    printf("{\"exp\": %g, \"expm1\": %g, \"log1p\": %g, \"stream\": %g}\n", exponentials, differences, logarithms, stream);
    return 0;
}
