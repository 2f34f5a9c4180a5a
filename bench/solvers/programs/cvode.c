// One exported run of circsim by SUNDIALS CVODE: docs/model.md, equations 1 to 4.
//
//     cvode RUN.json
//
// It reads requests, one a line: METHOD TOLERANCE OUTPUT REPEATS. It answers each with a line of JSON. METHOD is bdf, with
// Newton's method and a dense Jacobian by differences, or adams, with fixed-point iteration. TOLERANCE is absolute, on ln s.
// OUTPUT is values (ln s at every recorded step, in the answer), recorded (the same, not in the answer) or end (of the last
// step alone).

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_config.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

static const double relative = 1e-13;  // the engine's tolerance is absolute; CVODE needs a relative one too
static const double free_floor = 1e-4; // below this free share the price of congestion is linear

// An array of numbers of the exported run.
struct numbers {
    double *at;
    int length;
};

// The exported run.
static double decay, bits_per_param;
static struct numbers params;                                       // by pool
static struct numbers pool, classes, silent, footprint, congestion; // by task
static struct numbers cohort_task, items, weight;                   // by cohort; the cohorts of a task follow each other
static struct numbers ticket_task;                                  // by ticket; the tickets of a task follow each other
static struct numbers gain, initial;                                // by circuit: cohorts, then tickets
static struct numbers at;                                           // recorded steps

// What follows from it.
static int *first_cohort, *first_ticket; // by task, and the end of the last
static double *log_initial;              // by circuit
static double *initially_free;           // by ticket: e^-s at initialization
static double *load_per_nat;             // by pool

// The fields.
static double *grown, *residual; // by cohort
static double *general, *pull;   // by task
static double *load;             // by pool

static long evaluations;

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void *allocate(size_t count, size_t size) {
    void *memory = calloc(count + 1, size);
    if (!memory) fail("out of memory");
    return memory;
}

// find reads a number or a flat array of the exported run.
static struct numbers find(const char *text, const char *key) {
    char quoted[64];
    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *place = strstr(text, quoted);
    if (!place) fail(key);
    place += strlen(quoted);
    int array = *place == '[';
    struct numbers found = {NULL, 0};
    for (int room = 0;;) {
        if (array) place++;
        char *end;
        double value = strtod(place, &end);
        if (end == place) return found; // the array is empty, or null
        if (found.length == room) {
            room = 2 * room + 16;
            found.at = realloc(found.at, room * sizeof *found.at);
            if (!found.at) fail("out of memory");
        }
        found.at[found.length++] = value;
        place = end;
        if (!array || *place != ',') return found;
    }
}

static char *contents(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail(path);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = allocate(size, 1);
    if (fread(text, 1, size, file) != (size_t)size) fail(path);
    fclose(file);
    return text;
}

// ranges are the first elements of consecutive owners, and the end of the last.
static int *ranges(struct numbers owner, int owners) {
    int *first = allocate(owners + 1, sizeof *first);
    for (int i = 0; i < owner.length; i++) first[(int)owner.at[i] + 1]++;
    for (int k = 0; k < owners; k++) first[k + 1] += first[k];
    return first;
}

static void read_run(const char *path) {
    char *text = contents(path);
    decay = find(text, "decay").at[0];
    bits_per_param = find(text, "bits_per_param").at[0];
    params = find(text, "params");
    pool = find(text, "pool");
    classes = find(text, "classes");
    silent = find(text, "silent");
    cohort_task = find(text, "cohort_task");
    items = find(text, "items");
    weight = find(text, "weight");
    footprint = find(text, "footprint");
    congestion = find(text, "congestion");
    ticket_task = find(text, "ticket_task");
    gain = find(text, "gain");
    initial = find(text, "initial");
    at = find(text, "at");
    free(text);

    first_cohort = ranges(cohort_task, classes.length);
    first_ticket = ranges(ticket_task, classes.length);
    log_initial = allocate(gain.length, sizeof(double));
    for (int i = 0; i < gain.length; i++) log_initial[i] = log(initial.at[i]);
    initially_free = allocate(ticket_task.length, sizeof(double));
    for (int i = 0; i < ticket_task.length; i++) initially_free[i] = exp(-initial.at[items.length + i]);
    load_per_nat = allocate(params.length, sizeof(double));
    for (int p = 0; p < params.length; p++) load_per_nat[p] = 1 / (log(2) * bits_per_param * params.at[p]);
    grown = allocate(items.length, sizeof(double));
    residual = allocate(items.length, sizeof(double));
    general = allocate(classes.length, sizeof(double));
    pull = allocate(classes.length, sizeof(double));
    load = allocate(params.length, sizeof(double));
}

static double price(double unused, double power) {
    if (unused <= 0) return 0;
    if (power == 1) return unused;
    if (unused < free_floor) return pow(free_floor, power - 1) * unused;
    return pow(unused, power);
}

// generalize computes a task's logit from its tickets. It returns the parameters that they occupy.
static double generalize(int task, const double *restrict y) {
    double level = 0, occupied = 0;
    for (int i = first_ticket[task]; i < first_ticket[task + 1]; i++) {
        double s = exp(log_initial[items.length + i] + y[i]), taken = initially_free[i] - exp(-s);
        level += s;
        occupied += taken > 0 ? taken : 0;
    }
    general[task] = level;
    return occupied * footprint.at[task];
}

// memorize computes the residuals of a task's cohorts, and what its tickets feel. It returns the nats stored. Changes since
// initialization, y included, are never differences, since 1e15 items magnify their rounding.
static double memorize(int task, const double *restrict y) {
    double odds = (classes.at[task] - 1) * exp(-general[task]);
    double felt = silent.at[task] * odds / (1 + odds), nats = 0;
    int first = first_cohort[task], end = first_cohort[task + 1];
    if (first < end) {
        double m0 = initial.at[first];
        double right = 1 / (1 + odds * exp(-m0)), wrong = odds * exp(-m0) * right; // probabilities at initialization
        const double *restrict w = weight.at, *restrict number = items.at;
        double *restrict d = grown, *restrict r = residual;
        for (int i = first; i < end; i++) d[i] = m0 * expm1(y[i]);
        for (int i = first; i < end; i++) {
            double kept = wrong * exp(-d[i]);
            r[i] = kept / (right + kept);
            felt += w[i] * r[i];
            nats -= d[i] > 0 ? number[i] * log1p(wrong * expm1(-d[i])) : 0;
        }
    }
    pull[task] = felt;
    return nats;
}

// rate is the derivative of y = ln(s / initial s), by circuit.
static int rate(sunrealtype t, N_Vector state, N_Vector derivative, void *data) {
    (void)t, (void)data;
    const double *cohorts = N_VGetArrayPointer(state), *tickets = cohorts + items.length;
    double *restrict dy = N_VGetArrayPointer(derivative);
    evaluations++;
    memset(load, 0, params.length * sizeof(double));
    for (int task = 0; task < classes.length; task++) {
        int p = pool.at[task];
        load[p] += generalize(task, tickets) / params.at[p];
        load[p] += memorize(task, cohorts) * load_per_nat[p];
    }
    for (int task = 0; task < classes.length; task++) {
        double unused = 1 - load[(int)pool.at[task]];
        double paid = price(unused, 1), earned = pull[task] * price(unused, congestion.at[task]);
        for (int i = first_cohort[task]; i < first_cohort[task + 1]; i++) dy[i] = 2 * (gain.at[i] * residual[i] * paid - decay);
        for (int i = items.length + first_ticket[task]; i < items.length + first_ticket[task + 1]; i++)
            dy[i] = 2 * (gain.at[i] * earned - decay);
    }
    return 0;
}

// Vector operations that are compiled here, for this machine. Those of a packaged SUNDIALS are for any, and take most of the
// time of a run.

static void linear_sum(sunrealtype a, N_Vector x, sunrealtype b, N_Vector y, N_Vector z) {
    const double *u = NV_DATA_S(x), *v = NV_DATA_S(y);
    double *w = NV_DATA_S(z);
    for (int i = 0; i < gain.length; i++) w[i] = a * u[i] + b * v[i];
}

static void scale(sunrealtype a, N_Vector x, N_Vector z) {
    const double *u = NV_DATA_S(x);
    double *w = NV_DATA_S(z);
    for (int i = 0; i < gain.length; i++) w[i] = a * u[i];
}

static void absolute(N_Vector x, N_Vector z) {
    const double *u = NV_DATA_S(x);
    double *w = NV_DATA_S(z);
    for (int i = 0; i < gain.length; i++) w[i] = fabs(u[i]);
}

static void add_constant(N_Vector x, sunrealtype b, N_Vector z) {
    const double *u = NV_DATA_S(x);
    double *w = NV_DATA_S(z);
    for (int i = 0; i < gain.length; i++) w[i] = u[i] + b;
}

static void invert(N_Vector x, N_Vector z) {
    const double *u = NV_DATA_S(x);
    double *w = NV_DATA_S(z);
    for (int i = 0; i < gain.length; i++) w[i] = 1 / u[i];
}

static sunrealtype weighted_norm(N_Vector x, N_Vector weights) {
    const double *u = NV_DATA_S(x), *v = NV_DATA_S(weights);
    double sum = 0;
    for (int i = 0; i < gain.length; i++) sum += u[i] * v[i] * u[i] * v[i];
    return sqrt(sum / gain.length);
}

static int combine(int count, sunrealtype *c, N_Vector *x, N_Vector z) {
    double *w = NV_DATA_S(z);
    if (count == 1) {
        scale(c[0], x[0], z);
        return 0;
    }
    linear_sum(c[0], x[0], c[1], x[1], z);
    for (int k = 2; k < count; k++) {
        const double *u = NV_DATA_S(x[k]);
        for (int i = 0; i < gain.length; i++) w[i] += c[k] * u[i];
    }
    return 0;
}

static int add_to_each(int count, sunrealtype *a, N_Vector x, N_Vector *y, N_Vector *z) {
    for (int k = 0; k < count; k++) linear_sum(a[k], x, 1, y[k], z[k]);
    return 0;
}

static N_Vector vector(SUNContext context, int packaged) {
    N_Vector v = N_VNew_Serial(gain.length, context);
    if (!v) fail("N_VNew_Serial failed");
    if (packaged) return v;
    v->ops->nvlinearsum = linear_sum;
    v->ops->nvscale = scale;
    v->ops->nvabs = absolute;
    v->ops->nvaddconst = add_constant;
    v->ops->nvinv = invert;
    v->ops->nvwrmsnorm = weighted_norm;
    v->ops->nvlinearcombination = combine;
    v->ops->nvscaleaddmulti = add_to_each;
    return v;
}

// A solver of the run, made once.
struct solver {
    void *memory;
    N_Vector start, y;
};

// packaged: with the vector operations of the library that is installed.
static struct solver make(SUNContext context, int method, int packaged) {
    struct solver s;
    s.start = vector(context, packaged);
    s.y = vector(context, packaged);
    N_VConst(0, s.start);
    s.memory = CVodeCreate(method, context);
    if (!s.memory || CVodeInit(s.memory, rate, 0, s.start) < 0) fail("CVodeInit failed");
    if (CVodeSStolerances(s.memory, relative, 1e-5) < 0) fail("CVodeSStolerances failed");
    if (CVodeSetMaxNumSteps(s.memory, 1000000) < 0) fail("CVodeSetMaxNumSteps failed");
    if (method == CV_BDF) {
        SUNMatrix jacobian = SUNDenseMatrix(gain.length, gain.length, context);
        SUNLinearSolver dense = SUNLinSol_Dense(s.y, jacobian, context);
        if (CVodeSetLinearSolver(s.memory, dense, jacobian) < 0) fail("CVodeSetLinearSolver failed");
    } else {
        SUNNonlinearSolver iteration = SUNNonlinSol_FixedPoint(s.y, 0, context);
        if (CVodeSetNonlinearSolver(s.memory, iteration) < 0) fail("CVodeSetNonlinearSolver failed");
    }
    return s;
}

// integrate writes ln s at the recorded steps, or at the last alone, to values. It returns the flag of CVode.
static int integrate(struct solver *s, double tolerance, int recorded, double *values) {
    CVodeReInit(s->memory, 0, s->start);
    CVodeSStolerances(s->memory, relative, tolerance);
    memcpy(values, log_initial, gain.length * sizeof(double));
    for (int k = recorded ? 1 : at.length - 1; k < at.length; k++) {
        double t;
        int flag = CVode(s->memory, at.at[k], s->y, &t, CV_NORMAL);
        if (flag < 0) return flag;
        const double *y = N_VGetArrayPointer(s->y);
        double *value = values + (recorded ? k : 0) * gain.length;
        for (int i = 0; i < gain.length; i++) value[i] = log_initial[i] + y[i];
    }
    return 0;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc != 2) fail("usage: cvode RUN.json");
    read_run(argv[1]);
    SUNContext context;
#if SUNDIALS_VERSION_MAJOR >= 7
    if (SUNContext_Create(SUN_COMM_NULL, &context)) fail("SUNContext_Create failed");
#else
    if (SUNContext_Create(NULL, &context)) fail("SUNContext_Create failed");
#endif
    struct solver bdf = make(context, CV_BDF, 0), adams = make(context, CV_ADAMS, 0), plain = make(context, CV_ADAMS, 1);
    double *values = allocate((size_t)at.length * gain.length, sizeof *values);

    char method[16], output[16];
    double tolerance;
    int repeats;
    while (scanf("%15s %lf %15s %d", method, &tolerance, output, &repeats) == 4) {
        struct solver *s = !strcmp(method, "bdf") ? &bdf : !strcmp(method, "adams") ? &adams : &plain;
        int flag = 0;
        evaluations = 0;
        double began = now();
        for (int i = 0; i < repeats && flag >= 0; i++) flag = integrate(s, tolerance, strcmp(output, "end"), values);
        double seconds = (now() - began) / repeats;
        printf("{\"seconds\": %.17g, \"evaluations\": %ld, \"failed\": \"", seconds, evaluations / repeats);
        if (flag < 0) printf("CVode returned %d", flag);
        printf("\", \"log_strengths\": [");
        if (flag >= 0 && !strcmp(output, "values"))
            for (int i = 0; i < at.length * gain.length; i++) printf("%s%.17g", i ? ", " : "", values[i]);
        printf("]}\n");
        fflush(stdout);
    }
    return 0;
}
