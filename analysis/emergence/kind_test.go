package emergence

import "testing"

func TestKindsByName(t *testing.T) {
	for name, want := range map[string]Kind{
		"exact_match": Sharp, "measured_exact_match": Sharp, "exact_str_match": Sharp, "multiple_choice_grade": Sharp,
		"measured_multiple_choice": Sharp, "acc": Sharp, "acc_norm": Sharp, "Accuracy": Sharp, "rougeLsum": Sharp,
		"ROUGE-L-Sum": Sharp, "f1": Sharp, "pass@1": Sharp, "solved": Sharp,
		"edit_distance": Smooth, "Token Edit Distance": Smooth, "brier": Smooth, "Brier Score": Smooth,
		"log_likelihood": Smooth, "loglikelihood": Smooth, "test_loss": Smooth, "perplexity": Smooth, "ppl": Smooth,
		"test_accuracy": Smooth, "measured_test_accuracy": Smooth, "token accuracy": Smooth, "CorrectChoiceProb": Smooth,
		"": Unknown, "glossary": Unknown, "credit": Unknown, "score": Unknown, "bleu": Unknown,
	} {
		if got := kindOf(name); got != want {
			t.Errorf("%q is of kind %d, want %d", name, got, want)
		}
	}
}
