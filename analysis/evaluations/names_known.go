package evaluations

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// aliases holds further names of roles, as keyOf writes them, the surest first.
var aliases = map[role][]string{
	roleParams: {
		"params", "nparams", "numparams", "numparameters", "nparameters", "parameters", "parameter", "param", "paramcount", "parametercount",
		"paramscount", "modelparams", "modelparameters", "modelnumparameters", "numberofparameters", "totalparams", "totalparameters", "modelsize",
		"nonembeddingparams", "nonembeddingparameters", "paramsnonembedding", "size",
	},
	roleTokens: {
		"tokens", "ntokens", "numtokens", "numberoftokens", "tokencount", "trainingtokens", "traintokens", "pretrainingtokens", "pretraintokens",
		"tokensseen", "totaltokens", "pretrainingdatasize", "trainingdatasize", "datasize", "trainingdatasetsize",
	},
	roleFLOPs: {
		"flops", "flop", "trainingflops", "trainingflop", "trainflops", "trainflop", "pretrainingflops", "pretrainflops", "totalflops",
		"trainingcompute", "traincompute", "pretrainingcompute", "trainingcomputeflop", "compute",
	},
	roleStep: {
		"step", "steps", "globalstep", "trainerglobalstep", "trainingstep", "trainstep", "trainingsteps", "trainsteps", "optimizerstep",
		"optimizersteps", "iteration", "iterations", "iter", "niter", "checkpointstep", "epoch", "epochs",
	},
	roleModel:  {"model", "modelname", "modelid", "fullname", "llm", "basemodel"},
	roleFamily: {"family", "modelfamily"},
	roleTask:   {"task", "taskname", "benchmark"},
	roleSeed:   {"seed", "randomseed", "modelseed"},
}

// letters are the letters of scaling laws for roles, in capitals (arXiv:2203.15556).
var letters = map[string]role{"N": roleParams, "D": roleTokens, "C": roleFLOPs, "L": roleLoss}

// alias returns how sure a column's name gives it the role, 0 the surest; -1 if it does not.
func (r role) alias(column string) int {
	if letters[column] == r {
		return len(aliases[r])
	}
	return slices.Index(aliases[r], headingOf(column).key)
}

// benchmarks holds what the names of columns of scores begin with, as keyOf writes them.
var benchmarks = []string{
	"mmlu", "gsm8k", "hellaswag", "arc", "winogrande", "winograd", "truthfulqa", "piqa", "boolq", "lambada", "humaneval", "mbpp", "bbh",
	"ifeval", "gpqa", "musr", "openbookqa", "obqa", "sciq", "triviaqa", "naturalquestions", "nq", "squad", "xwino", "copa", "wic", "rte", "agieval",
	"ceval", "cmmlu", "csqa", "commonsenseqa", "siqa", "socialiqa", "logiqa", "race", "mathlvl5", "math", "minerva", "bigbench", "anli", "wsc",
	"blimp", "crows", "storycloze", "bleu", "rouge", "auc", "auroc", "mcc", "average", "averagescore", "score",
}

// asides are the ends of names of columns that go with a score and are none: its error, its range within a bin.
var asides = text.Pattern(`(?i)(__MIN|__MAX|_stderr(,.*)?|_std|_stddev|_sem|_se|_ci|_low|_high|_lower|_upper|_min|_max|_count|_rank)$`)

// rangeOf reports whether Weights & Biases writes a column of that name beside another one.
func rangeOf(name string) bool {
	return strings.HasSuffix(name, "__MIN") || strings.HasSuffix(name, "__MAX")
}

// isScoreName reports whether a column holds scores by its name.
func isScoreName(name string) bool {
	if asides().MatchString(name) {
		return false
	}
	if tells(name, shareNames) || tells(name, lowerNames) {
		return true
	}
	words := wordsOf(bracketed().ReplaceAllString(name, " "))
	if len(words) == 0 || words[0] == "step" || words[0] == "steps" { // step_test_accuracy is a step
		return false
	}
	whole := strings.Join(words, "")
	return slices.ContainsFunc(benchmarks, func(b string) bool {
		return words[0] == b || words[len(words)-1] == b || len(b) >= 4 && slices.Contains(words, b) || len(b) >= 4 && strings.HasPrefix(whole, b)
	})
}

var camel = text.Pattern(`([a-z])([A-Z])`)

// wordsOf splits a name into its words, in lower case: testLoss and "test/loss" are two.
func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(camel().ReplaceAllString(name, "$1 $2")), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '@' || r > 127)
	})
}
